import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import { templatePreviewQuery, useInstallTemplate, type Template, type TemplateChange } from '@/api/templates';
import { App } from '@/components/feedback';
import { Loading } from '@/components/states';
import { useText } from '@/lib/text';
import { Conflicts, placeOf, type Choices } from './conflicts';
import { FaultList, Faults } from './fault-list';

/** What an installation would change, in words, and what both sides changed, side by side, before anything is. */
export function TemplatePreview({ template, onClose }: { template: Template; onClose: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const { user } = useSession();
  const { message } = App.useApp();
  const { data, isError, error, isFetching } = useQuery(templatePreviewQuery(template.key));
  const install = useInstallTemplate();
  const [choices, setChoices] = useState<Choices>({});
  const [records, setRecords] = useState(false);
  const title = text(template.title, template.key);
  const differing = data?.changes.filter((change) => change.change === 'new' || change.change === 'changed') ?? [];
  const offersRecords = template.hasData && user.roles.includes('admin');
  const isOpen = differing.length > 0 || (data?.conflicts.length ?? 0) > 0 || records || (data && !template.installed);
  const act = () =>
    install.mutate(
      {
        key: template.key,
        data: records,
        resolve: (data?.conflicts ?? []).map((c) => ({
          kind: c.kind,
          key: c.key,
          path: c.path,
          use: choices[placeOf(c)] ?? 'mine',
        })),
      },
      {
        onSuccess: (plan) => {
          void message.success(t(plan.job ? 'templates.doneLoading' : 'templates.done', { title }));
          onClose();
        },
      },
    );
  const footer = data && (isOpen || offersRecords) && (
    <div className="template-footer">
      {offersRecords && (
        <Checkbox checked={records} onChange={(event) => setRecords(event.target.checked)}>
          {t('templates.withRecords')}
        </Checkbox>
      )}
      <Button type="primary" disabled={!isOpen} loading={install.isPending} onClick={act}>
        {template.installed ? t('templates.update') : t('templates.install')}
      </Button>
    </div>
  );
  return (
    <Drawer open size={640} title={title} onClose={onClose} footer={footer || null}>
      {isError && !isFetching ? (
        <FaultList error={error} title={t('templates.refusedInstall')} />
      ) : !data ? (
        <Loading rows={6} />
      ) : (
        <div className="template-preview">
          {install.isError && <FaultList error={install.error} title={t('templates.refusedInstall')} />}
          {data.errors.length > 0 && <Faults faults={data.errors} title={t('templates.chooseFirst')} />}
          {data.conflicts.length > 0 && <Conflicts conflicts={data.conflicts} choices={choices} onChoose={setChoices} />}
          {differing.length === 0 ? (
            <p>{t(data.conflicts.length > 0 ? 'templates.sameElse' : 'templates.same')}</p>
          ) : (
            <ul className="template-changes">
              {differing.map((change) => (
                <Change key={`${change.kind} ${change.key}`} change={change} />
              ))}
            </ul>
          )}
        </div>
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
