import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import { templatesQuery, useTemplateAct, type Template } from '@/api/templates';
import { App } from '@/components/feedback';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';
import { useReport } from '@/components/use-report';
import { useText } from '@/lib/text';
import { SampleSection } from '@/components/sample-section';
import { TemplatePreview } from './template-preview';
import './templates.css';

/** Whole applications to install, bring up to date or take away again. */
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
  if (isError) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading rows={3} />;
  if (data.length === 0) return <Empty text={t('templates.empty')} />;
  return (
    <>
      <p className="second">{t('templates.hint')}</p>
      <ul className="template-list">
        {data.map((template) => (
          <TemplateLine key={template.key} template={template} onOpen={() => setOpen(template)} />
        ))}
      </ul>
      {open && <TemplatePreview key={open.key} template={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function TemplateLine({ template, onOpen }: { template: Template; onOpen: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const { modal, message } = App.useApp();
  const report = useReport();
  const remove = useTemplateAct('remove');
  const title = text(template.title, template.key);
  const ask = () =>
    modal.confirm({
      title: t('templates.removeTitle', { title }),
      content: t('templates.removeHint'),
      okText: t('templates.remove'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: () =>
        remove.mutateAsync(template.key).then(
          () => void message.success(t('templates.removed', { title })),
          (error: Error) => report(error),
        ),
    });
  return (
    <li>
      <div className="grow">
        <h2>
          {title} {template.installed && <span className="template-state">{t('templates.installed')}</span>}
        </h2>
        <p className="second">{text(template.description, '')}</p>
      </div>
      {template.installed && (
        <Button onClick={ask} aria-label={t('templates.removeTitle', { title })}>
          {t('templates.remove')}
        </Button>
      )}
      <Button onClick={onOpen} aria-label={t('templates.previewTitle', { title })}>
        {template.installed ? t('templates.check') : t('templates.preview')}
      </Button>
    </li>
  );
}
