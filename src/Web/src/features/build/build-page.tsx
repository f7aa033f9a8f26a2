import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import { PageHeader } from '@/components/page-header';
import { Empty } from '@/components/states';
import { DashboardsSection } from './dashboards-section';
import { DeletedForms } from './deleted-forms';
import { ForecastsSection } from './forecasts-section';
import { FormsSection } from './forms-section';
import { HomesSection } from './homes-section';
import { MetricsSection } from './metrics-section';
import { PipelinesSection } from './pipelines-section';
import { RolesSection } from './roles-section';
import '@/components/definition/definition.css';
import './build.css';

/** What can be built, one section per kind of document. */
const sections: ComponentType[] = [
  FormsSection,
  PipelinesSection,
  DashboardsSection,
  HomesSection,
  ForecastsSection,
  MetricsSection,
  RolesSection,
  DeletedForms,
];

/** Where administrators design what the others work with. */
export function BuildPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  return (
    <div className="page build">
      <PageHeader title={t('nav.build')} />
      {can['design'] ? sections.map((Section, index) => <Section key={index} />) : <Empty text={t('state.notAllowed')} />}
    </div>
  );
}
