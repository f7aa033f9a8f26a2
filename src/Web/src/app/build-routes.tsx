import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { loadBuildTexts } from '@/lib/i18n';
import { oneOf, shell, text, type Search } from './shell-route';

/** A screen on which something is built, with its texts. */
export const building =
  <T,>(load: () => Promise<T>) =>
  async () =>
    (await Promise.all([load(), loadBuildTexts()]))[0];

const newDashboard = createRoute({
  getParentRoute: () => shell,
  path: '/dashboards/new',
  component: lazyRouteComponent(
    building(() => import('@/features/dashboards/builder/new-page')),
    'NewDashboardPage',
  ),
});
/** `widget` is the one being built. */
const editDashboard = createRoute({
  getParentRoute: () => shell,
  path: '/d/$key/edit',
  validateSearch: (search: Search): { widget?: string } => ({ widget: text(search['widget']) }),
  component: lazyRouteComponent(
    building(() => import('@/features/dashboards/builder/edit-page')),
    'EditDashboardPage',
  ),
});
const build = createRoute({
  getParentRoute: () => shell,
  path: '/build',
  component: lazyRouteComponent(
    building(() => import('@/features/build/build-page')),
    'BuildPage',
  ),
});
const newForm = createRoute({
  getParentRoute: () => shell,
  path: '/build/forms/new',
  component: lazyRouteComponent(
    building(() => import('@/features/designer/new-form-page')),
    'NewFormPage',
  ),
});
const formDesigner = createRoute({
  getParentRoute: () => shell,
  path: '/build/forms/$form',
  validateSearch: (search: Search): { at?: string } => ({ at: text(search['at']) }),
  component: lazyRouteComponent(
    building(() => import('@/features/designer/designer-page')),
    'DesignerPage',
  ),
});
const newPipeline = createRoute({
  getParentRoute: () => shell,
  path: '/build/pipelines/new',
  component: lazyRouteComponent(
    building(() => import('@/features/pipelines/new-pipeline-page')),
    'NewPipelinePage',
  ),
});
const pipelineDesigner = createRoute({
  getParentRoute: () => shell,
  path: '/build/pipelines/$key',
  component: lazyRouteComponent(
    building(() => import('@/features/pipelines/pipeline-page')),
    'PipelinePage',
  ),
});
const roles = createRoute({
  getParentRoute: () => shell,
  path: '/build/roles',
  validateSearch: (search: Search): { create?: true } => ({ create: search['create'] === true ? true : undefined }),
  component: lazyRouteComponent(
    building(() => import('@/features/roles/roles-page')),
    'RolesPage',
  ),
});
const role = createRoute({
  getParentRoute: () => shell,
  path: '/build/roles/$role',
  validateSearch: (search: Search): { tab?: 'fields' | 'abilities' } => ({
    tab: oneOf(search['tab'], ['fields', 'abilities']),
  }),
  component: lazyRouteComponent(
    building(() => import('@/features/roles/role-page')),
    'RolePage',
  ),
});
const templates = createRoute({
  getParentRoute: () => shell,
  path: '/settings/templates',
  component: lazyRouteComponent(
    building(() => import('@/features/templates/templates-page')),
    'TemplatesPage',
  ),
});

const newHome = createRoute({
  getParentRoute: () => shell,
  path: '/build/homes/new',
  component: lazyRouteComponent(
    building(() => import('@/features/homes/new-home-page')),
    'NewHomePage',
  ),
});
const homeEditor = createRoute({
  getParentRoute: () => shell,
  path: '/build/homes/$key',
  component: lazyRouteComponent(
    building(() => import('@/features/homes/home-page-editor')),
    'HomePageEditor',
  ),
});

const newForecast = createRoute({
  getParentRoute: () => shell,
  path: '/build/forecasts/new',
  component: lazyRouteComponent(
    building(() => import('@/features/forecasts/new-forecast-page')),
    'NewForecastPage',
  ),
});
const forecastEditor = createRoute({
  getParentRoute: () => shell,
  path: '/build/forecasts/$key',
  component: lazyRouteComponent(
    building(() => import('@/features/forecasts/forecast-page-editor')),
    'ForecastPageEditor',
  ),
});

const metric = createRoute({
  getParentRoute: () => shell,
  path: '/build/metrics/$key',
  component: lazyRouteComponent(
    building(() => import('@/features/dashboards/builder/metric-page')),
    'MetricPage',
  ),
});

/** The screens on which something is built. */
export const buildRoutes = [
  newDashboard,
  editDashboard,
  build,
  newForm,
  formDesigner,
  newPipeline,
  pipelineDesigner,
  roles,
  role,
  templates,
  newHome,
  homeEditor,
  newForecast,
  forecastEditor,
  metric,
] as const;
