import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { calendarScopes, type CalendarScope } from '@/api/calendar';
import { notificationKinds, type NotificationFilter } from '@/api/notifications';
import type { CrossFilter } from '@/api/reports';
import type { Filter } from '@/api/types';
import type { ForecastSearch } from '@/features/forecast/search';
import type { ListSearch } from '@/lib/list-search';
import { building, buildRoutes } from './build-routes';
import { NotFound, RouteFailed, RoutePending } from './route-states';
import { parseSearch, stringifySearch } from './search-params';
import { oneOf, root, shell, text, type Search } from './shell-route';

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
const listSearch = (search: Search): ListSearch => ({
  filter: typeof search['filter'] === 'object' && search['filter'] ? (search['filter'] as Filter) : undefined,
  sort: text(search['sort']),
  search: search['search'] === undefined ? undefined : String(search['search']),
  view: search['view'] === undefined ? undefined : String(search['view']),
  columns: text(search['columns']),
  pipeline: text(search['pipeline']),
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
  component: lazyRouteComponent(
    building(() => import('@/features/import/import-page')),
    'ImportPage',
  ),
});
const record = createRoute({
  getParentRoute: () => shell,
  path: '/f/$form/$id',
  validateSearch: (search: Search): { edit?: boolean } => ({ edit: search['edit'] === true ? true : undefined }),
  component: lazyRouteComponent(() => import('@/features/records/record-page'), 'RecordPage'),
});
/** `cross` was chosen by a click, `full` is the widget that fills the screen, `wide` the page that does. */
type DashboardSearch = { filters?: Record<string, unknown>; cross?: CrossFilter; full?: string; wide?: true };
const dashboards = createRoute({
  getParentRoute: () => shell,
  path: '/dashboards',
  component: lazyRouteComponent(() => import('@/features/dashboards/dashboards-redirect'), 'DashboardsRedirect'),
});
const dashboard = createRoute({
  getParentRoute: () => shell,
  path: '/d/$key',
  validateSearch: (search: Search): DashboardSearch => ({
    filters:
      typeof search['filters'] === 'object' && search['filters'] ? (search['filters'] as Record<string, unknown>) : undefined,
    cross: typeof search['cross'] === 'object' && search['cross'] ? (search['cross'] as CrossFilter) : undefined,
    full: text(search['full']),
    wide: search['wide'] === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('@/features/dashboards/dashboard-page'), 'DashboardPage'),
});
const forecasts = createRoute({
  getParentRoute: () => shell,
  path: '/forecasts',
  component: lazyRouteComponent(() => import('@/features/forecast/forecasts-redirect'), 'ForecastsRedirect'),
});
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
const handovers = createRoute({
  getParentRoute: () => shell,
  path: '/settings/handovers',
  component: lazyRouteComponent(() => import('@/features/handovers/handovers-page'), 'HandoversPage'),
});
const recycleBin = createRoute({
  getParentRoute: () => shell,
  path: '/settings/recycle-bin',
  validateSearch: (search: Search): { form?: string } => ({ form: text(search['form']) }),
  component: lazyRouteComponent(() => import('@/features/records/recycle-bin-page'), 'RecycleBinPage'),
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
    dashboard,
    forecasts,
    forecast,
    notifications,
    ...buildRoutes,
    settings,
    users,
    handovers,
    recycleBin,
    nowhere,
  ]),
]);

export const makeRouter = (client: QueryClient) =>
  createRouter({
    routeTree: tree,
    parseSearch,
    stringifySearch,
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
