import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import { templatesQuery, type Template } from '@/api/templates';
import { PageHeader } from '@/components/page-header';
import { SampleSection } from '@/components/sample-section';
import { Empty, Failed, Loading } from '@/components/states';
import { ExportDialog } from './export-dialog';
import { TemplateLine } from './template-line';
import { TemplatePreview } from './template-preview';
import { TemplateUpload } from './template-upload';
import './templates.css';

/** Whole applications to install, bring up to date, take away again, or hand on. */
export function TemplatesPage() {
  const { t } = useTranslation();
  const { can, user } = useSession();
  return (
    <div className="page templates">
      <PageHeader title={t('nav.templates')} />
      {can['design'] ? <Templates /> : <Empty text={t('state.notAllowed')} />}
      {user.roles.includes('admin') && <SampleSection />}
    </div>
  );
}

function Templates() {
  const { t } = useTranslation();
  const { data, isError, error, refetch } = useQuery(templatesQuery);
  const [open, setOpen] = useState<Template | null>(null);
  const [exports, setExports] = useState(false);
  if (isError) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading rows={3} />;
  return (
    <>
      <div className="template-lead">
        <p className="second grow">{t('templates.hint')}</p>
        <Button icon={<Download size={16} />} onClick={() => setExports(true)}>
          {t('templates.export')}
        </Button>
      </div>
      {data.length === 0 ? (
        <Empty text={t('templates.empty')} />
      ) : (
        <ul className="template-list">
          {data.map((template) => (
            <TemplateLine key={template.key} template={template} onOpen={() => setOpen(template)} />
          ))}
        </ul>
      )}
      <TemplateUpload onDone={setOpen} />
      {open && <TemplatePreview key={open.key} template={open} onClose={() => setOpen(null)} />}
      {exports && <ExportDialog onClose={() => setExports(false)} />}
    </>
  );
}
