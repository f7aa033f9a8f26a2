import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePipelines } from '@/api/forms';
import type { Pipeline } from '@/api/types';
import { useReport } from '@/components/use-report';
import { useText } from '@/lib/text';
import { groupFiles } from './file-families';
import { FileLine } from './file-line';
import { Panel } from './panel';
import { filesQuery, useUploadFile } from './record-api';

/** All files of a record, gathered by the deliverable that they are. */
export function Files({ form, id, canEdit }: { form: string; id: number; canEdit: boolean }) {
  const { t } = useTranslation();
  const text = useText();
  const report = useReport();
  const picker = useRef<HTMLInputElement>(null);
  const pipelines = usePipelines().filter((pipeline) => pipeline.form === form);
  const files = useQuery(filesQuery(form, id)).data?.items ?? [];
  const upload = useUploadFile(form, id);
  const uploadAll = async (chosen: File[]) => {
    for (const file of chosen) await upload.mutateAsync({ file }).catch(report);
  };
  const groups = groupFiles(files, pipelines);
  const families = groups.reduce((count, group) => count + group.families.length, 0);
  const named = groups.some((group) => group.slot !== null);
  const title = (slot: string | null) => {
    const item = slot === null ? undefined : deliverableOf(pipelines, slot);
    return item ? text(item.title, item.key) : t('file.others');
  };
  return (
    <Panel title={t('record.files')} count={families}>
      {groups.map((group) => (
        <section key={group.slot ?? ''}>
          {named && <h3>{title(group.slot)}</h3>}
          <ul className="plain-list">
            {group.families.map((family) => (
              <FileLine key={family.newest.family} form={form} id={id} family={family} canEdit={canEdit} />
            ))}
          </ul>
        </section>
      ))}
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          void uploadAll([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button icon={<Paperclip size={16} />} loading={upload.isPending} onClick={() => picker.current?.click()}>
        {t('field.attach')}
      </Button>
    </Panel>
  );
}

const deliverableOf = (pipelines: Pipeline[], slot: string) =>
  pipelines
    .flatMap(({ stages }) =>
      stages.flatMap((stage) => (stage.deliverables ?? []).map((item) => ({ ...item, slot: `${stage.key}.${item.key}` }))),
    )
    .find((item) => item.slot === slot);
