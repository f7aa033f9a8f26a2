import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { templatePreviewQuery, useTemplateAct, type Template, type TemplateChange } from '@/api/templates';
import { App } from '@/components/feedback';
import { Failed, Loading } from '@/components/states';
import { useReport } from '@/components/use-report';
import { useText } from '@/lib/text';

/** What an installation would change, in words, before anything is. */
export function TemplatePreview({ template, onClose }: { template: Template; onClose: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const { message } = App.useApp();
  const report = useReport();
  const { data, isError, error, refetch } = useQuery(templatePreviewQuery(template.key));
  const install = useTemplateAct('install');
  const title = text(template.title, template.key);
  const differing = data?.filter((change) => change.change !== 'unchanged') ?? [];
  const act = () =>
    install.mutate(template.key, {
      onError: report,
      onSuccess: () => {
        void message.success(t('templates.done', { title }));
        onClose();
      },
    });
  const footer = data && differing.length > 0 && (
    <Button type="primary" loading={install.isPending} onClick={act}>
      {template.installed ? t('templates.update') : t('templates.install')}
    </Button>
  );
  return (
    <Drawer open size={480} title={title} onClose={onClose} footer={footer || null}>
      {isError ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading rows={6} />
      ) : differing.length === 0 ? (
        <p>{t('templates.same')}</p>
      ) : (
        <ul className="template-changes">
          {differing.map((change) => (
            <Change key={`${change.kind} ${change.key}`} change={change} />
          ))}
        </ul>
      )}
    </Drawer>
  );
}

function Change({ change }: { change: TemplateChange }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <li>
      <span className="second">{t(`templates.kind.${change.kind}`)}</span> <strong>{text(change.title, change.key)}</strong>{' '}
      <span className={change.change === 'new' ? 'template-new' : 'template-changed'}>{t(`templates.${change.change}`)}</span>
      {change.fields.length > 0 && (
        <ul>
          {change.fields.map((field, index) => (
            <li key={index}>
              {text(field.title, '')} <span className="second">{t(`templates.field.${field.kind}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
