import { useQuery } from '@tanstack/react-query';
import { Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appContentsQuery, useExportApp, type AppContents } from '@/api/templates';
import { Failed, Loading } from '@/components/states';
import { useText } from '@/lib/text';
import { ExportDocuments } from './export-documents';
import { ExportManifest } from './export-manifest';
import { exportQuery, startOf, type ExportDraft } from './export-draft';
import { FaultList } from './fault-list';

/** The application, or a part of it, as a template to take along. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { data, isError, error, refetch } = useQuery(appContentsQuery);
  if (data) return <ExportForm contents={data} onClose={onClose} />;
  return (
    <Modal open title={t('templates.export')} footer={null} onCancel={onClose}>
      {isError ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={6} />}
    </Modal>
  );
}

function ExportForm({ contents, onClose }: { contents: AppContents; onClose: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const run = useExportApp();
  const [draft, setDraft] = useState<ExportDraft>(() => startOf(contents, contents.templates[0]?.key ?? null));
  const change = (changes: Partial<ExportDraft>) => setDraft({ ...draft, ...changes });
  const template = contents.templates.find((item) => item.key === draft.template);
  const query = exportQuery(draft, contents);
  return (
    <Modal
      open
      width={600}
      title={t('templates.export')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            type="primary"
            disabled={!query}
            loading={run.isPending}
            onClick={() => query && run.mutate(query, { onSuccess: onClose })}
          >
            {t('templates.exportNow')}
          </Button>
        </>
      }
    >
      <div className="export-form">
        <fieldset>
          <legend>{t('templates.what')}</legend>
          <Radio.Group
            className="export-choices"
            value={draft.what === 'template' ? `template ${draft.template ?? ''}` : draft.what}
            onChange={({ target }) => {
              const [what, key] = String(target.value).split(' ') as [ExportDraft['what'], string | undefined];
              setDraft({ ...startOf(contents, what === 'template' ? (key ?? null) : null), what, chosen: draft.chosen });
            }}
            options={[
              ...contents.templates.map((item) => ({
                value: `template ${item.key}`,
                label: t('templates.whatTemplate', { title: text(item.title, item.key) }),
              })),
              { value: 'all', label: t('templates.whatAll', { count: contents.documents.length }) },
              { value: 'chosen', label: t('templates.whatChosen') },
            ]}
          />
          {draft.what === 'chosen' && (
            <ExportDocuments documents={contents.documents} chosen={draft.chosen} onChange={(chosen) => change({ chosen })} />
          )}
        </fieldset>
        <ExportManifest draft={draft} onChange={change} />
        <fieldset>
          <legend>{t('templates.data')}</legend>
          <Radio.Group
            className="export-choices"
            value={draft.data}
            onChange={({ target }) => change({ data: target.value as ExportDraft['data'] })}
            options={[
              { value: 'none', label: t('templates.dataNone') },
              ...(template?.hasSample ? [{ value: 'sample', label: t('templates.dataSample') }] : []),
              { value: 'records', label: t('templates.dataRecords') },
            ]}
          />
          {draft.data === 'records' && <p className="second export-note">{t('templates.dataNote')}</p>}
        </fieldset>
        {run.isError && <FaultList error={run.error} title={t('templates.refusedExport')} />}
      </div>
    </Modal>
  );
}
