import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type SearchSchemaInput,
} from '@tanstack/react-router';
import { calendarScopes, type CalendarScope } from '@/api/calendar';
import { notificationKinds, type NotificationFilter } from '@/api/notifications';
import type { CrossFilter } from '@/api/reports';
import type { Filter } from '@/api/types';
import type { ForecastSearch } from '@/features/forecast/search';
import { loadSession } from './load-session';
import { NotFound, RouteFailed, RoutePending } from './route-states';

const root = createRootRouteWithContext<{ client: QueryClient }>()({ component: Outlet, notFoundComponent: NotFound });

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
type Search = Record<string, unknown> & SearchSchemaInput;

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Search): { from?: string } => ({ from: text(search['from']) }),
  component: lazyRouteComponent(() => import('@/features/session/sign-in-page'), 'SignInPage'),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: (search: Search): { token?: string } => ({
    token: search['token'] === undefined ? undefined : String(search['token']),
  }),
  component: lazyRouteComponent(() => import('@/features/session/setup-page'), 'SetupPage'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invite/$token',
  component: lazyRouteComponent(() => import('@/features/session/invitation-page'), 'InvitationPage'),
});

/** `new` opens the create dialog of that form over any screen, so that it has a URL too. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'app',
  validateSearch: (search: Search): { new?: string; preset?: Record<string, unknown> } => ({
    new: text(search['new']),
    preset: typeof search['preset'] === 'object' && search['preset'] ? (search['preset'] as Record<string, unknown>) : undefined,
  }),
  beforeLoad: ({ context, location }) => loadSession(context.client, location.href),
  component: lazyRouteComponent(() => import('./shell/shell'), 'Shell'),
  notFoundComponent: NotFound,
});

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/home/home-page'), 'HomePage'),
});
const calendar = createRoute({
  getParentRoute: () => shell,
  path: '/calendar',
  validateSearch: (search: Search): { month?: string; who?: CalendarScope; hide?: string[] } => ({
    month: /^\d{4}-(0[1-9]|1[0-2])$/.test(String(search['month'])) ? String(search['month']) : undefined,
    who: calendarScopes.find((scope) => scope === search['who']),
    hide: Array.isArray(search['hide']) ? search['hide'].map(String) : undefined,
  }),
  component: lazyRouteComponent(() => import('@/features/calendar/calendar-page'), 'CalendarPage'),
});
type ListSearch = { filter?: Filter; sort?: string; search?: string };
const listSearch = (search: Search): ListSearch => ({
  filter: typeof search['filter'] === 'object' && search['filter'] ? (search['filter'] as Filter) : undefined,
  sort: text(search['sort']),
  search: search['search'] === undefined ? undefined : String(search['search']),
});
const list = createRoute({
  getParentRoute: () => shell,
  path: '/f/$form',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('@/features/records/list-page'), 'ListPage'),
});
const board = createRoute({
  getParentRoute: () => shell,
  path: '/f/$form/board',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('@/features/board/board-page'), 'BoardPage'),
});
const importing = createRoute({
  getParentRoute: () => shell,
  path: '/f/$form/import',
  component: lazyRouteComponent(() => import('@/features/import/import-page'), 'ImportPage'),
});
const record = createRoute({
  getParentRoute: () => shell,
  path: '/f/$form/$id',
  validateSearch: (search: Search): { edit?: boolean } => ({ edit: search['edit'] === true ? true : undefined }),
  component: lazyRouteComponent(() => import('@/features/records/record-page'), 'RecordPage'),
});
/** `cross` was chosen by a click, `full` is the widget that fills the screen. */
type DashboardSearch = { filters?: Record<string, unknown>; cross?: CrossFilter; full?: string };
const dashboards = createRoute({
  getParentRoute: () => shell,
  path: '/dashboards',
  component: lazyRouteComponent(() => import('@/features/dashboards/dashboards-redirect'), 'DashboardsRedirect'),
});
const newDashboard = createRoute({
  getParentRoute: () => shell,
  path: '/dashboards/new',
  component: lazyRouteComponent(() => import('@/features/dashboards/builder/new-page'), 'NewDashboardPage'),
});
/** `widget` is the one being built. */
const editDashboard = createRoute({
  getParentRoute: () => shell,
  path: '/d/$key/edit',
  validateSearch: (search: Search): { widget?: string } => ({ widget: text(search['widget']) }),
  component: lazyRouteComponent(() => import('@/features/dashboards/builder/edit-page'), 'EditDashboardPage'),
});
const dashboard = createRoute({
  getParentRoute: () => shell,
  path: '/d/$key',
  validateSearch: (search: Search): DashboardSearch => ({
    filters:
      typeof search['filters'] === 'object' && search['filters'] ? (search['filters'] as Record<string, unknown>) : undefined,
    cross: typeof search['cross'] === 'object' && search['cross'] ? (search['cross'] as CrossFilter) : undefined,
    full: text(search['full']),
  }),
  component: lazyRouteComponent(() => import('@/features/dashboards/dashboard-page'), 'DashboardPage'),
});
const forecasts = createRoute({
  getParentRoute: () => shell,
  path: '/forecasts',
  component: lazyRouteComponent(() => import('@/features/forecast/forecasts-redirect'), 'ForecastsRedirect'),
});
const oneOf = <T extends string>(value: unknown, choices: readonly T[]) => choices.find((choice) => choice === value);
const forecast = createRoute({
  getParentRoute: () => shell,
  path: '/forecasts/$key',
  validateSearch: (search: Search): ForecastSearch => ({
    by: text(search['by']),
    quarter: text(search['quarter']),
    months: typeof search['months'] === 'number' ? search['months'] : undefined,
    measure: oneOf(search['measure'], ['weighted', 'amount']),
    since: text(search['since']),
    period: oneOf(search['period'], ['month', 'quarter', 'year', 'all']),
  }),
  component: lazyRouteComponent(() => import('@/features/forecast/forecast-page'), 'ForecastPage'),
});
const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: lazyRouteComponent(() => import('@/features/settings/settings-page'), 'SettingsPage'),
});
const notifications = createRoute({
  getParentRoute: () => shell,
  path: '/notifications',
  validateSearch: (search: Search): NotificationFilter => ({
    kind: notificationKinds.find((kind) => kind === search['kind']),
    unread: search['unread'] === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('@/features/notifications/notifications-page'), 'NotificationsPage'),
});
const users = createRoute({
  getParentRoute: () => shell,
  path: '/settings/users',
  validateSearch: (search: Search): { tab?: 'teams' } => ({ tab: search['tab'] === 'teams' ? 'teams' : undefined }),
  component: lazyRouteComponent(() => import('@/features/admin/users-page'), 'UsersPage'),
});
const roles = createRoute({
  getParentRoute: () => shell,
  path: '/build/roles',
  validateSearch: (search: Search): { create?: true } => ({ create: search['create'] === true ? true : undefined }),
  component: lazyRouteComponent(() => import('@/features/roles/roles-page'), 'RolesPage'),
});
const role = createRoute({
  getParentRoute: () => shell,
  path: '/build/roles/$role',
  validateSearch: (search: Search): { tab?: 'fields' | 'abilities' } => ({
    tab: oneOf(search['tab'], ['fields', 'abilities']),
  }),
  component: lazyRouteComponent(() => import('@/features/roles/role-page'), 'RolePage'),
});
const handovers = createRoute({
  getParentRoute: () => shell,
  path: '/settings/handovers',
  component: lazyRouteComponent(() => import('@/features/handovers/handovers-page'), 'HandoversPage'),
});
const templates = createRoute({
  getParentRoute: () => shell,
  path: '/settings/templates',
  component: lazyRouteComponent(() => import('@/features/templates/templates-page'), 'TemplatesPage'),
});
const recycleBin = createRoute({
  getParentRoute: () => shell,
  path: '/settings/recycle-bin',
  validateSearch: (search: Search): { form?: string } => ({ form: text(search['form']) }),
  component: lazyRouteComponent(() => import('@/features/records/recycle-bin-page'), 'RecycleBinPage'),
});
const build = createRoute({
  getParentRoute: () => shell,
  path: '/build',
  component: lazyRouteComponent(() => import('@/features/build/build-page'), 'BuildPage'),
});
const newForm = createRoute({
  getParentRoute: () => shell,
  path: '/build/forms/new',
  component: lazyRouteComponent(() => import('@/features/designer/new-form-page'), 'NewFormPage'),
});
const formDesigner = createRoute({
  getParentRoute: () => shell,
  path: '/build/forms/$form',
  component: lazyRouteComponent(() => import('@/features/designer/designer-page'), 'DesignerPage'),
});
const newPipeline = createRoute({
  getParentRoute: () => shell,
  path: '/build/pipelines/new',
  component: lazyRouteComponent(() => import('@/features/pipelines/new-pipeline-page'), 'NewPipelinePage'),
});
const pipelineDesigner = createRoute({
  getParentRoute: () => shell,
  path: '/build/pipelines/$key',
  component: lazyRouteComponent(() => import('@/features/pipelines/pipeline-page'), 'PipelinePage'),
});
const newHome = createRoute({
  getParentRoute: () => shell,
  path: '/build/homes/new',
  component: lazyRouteComponent(() => import('@/features/homes/new-home-page'), 'NewHomePage'),
});
const homeEditor = createRoute({
  getParentRoute: () => shell,
  path: '/build/homes/$key',
  component: lazyRouteComponent(() => import('@/features/homes/home-page-editor'), 'HomePageEditor'),
});
/** An address that is no screen still stands beside the navigation. */
const nowhere = createRoute({ getParentRoute: () => shell, path: '$', component: NotFound });

const tree = root.addChildren([
  signIn,
  setup,
  invitation,
  shell.addChildren([
    home,
    calendar,
    list,
    board,
    importing,
    record,
    dashboards,
    newDashboard,
    editDashboard,
    dashboard,
    forecasts,
    forecast,
    notifications,
    build,
    newForm,
    formDesigner,
    newPipeline,
    pipelineDesigner,
    newHome,
    homeEditor,
    settings,
    users,
    roles,
    role,
    handovers,
    templates,
    recycleBin,
    nowhere,
  ]),
]);

export const makeRouter = (client: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: RouteFailed,
    defaultPendingComponent: RoutePending,
    defaultPendingMs: 300,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
