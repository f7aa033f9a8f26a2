import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Check, Circle, Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileInfo, Stage } from '@/api/types';
import { useReport } from '@/components/use-report';
import { useText } from '@/lib/text';
import { familiesOf } from './file-families';
import { FileLink } from './file-link';
import { filesQuery, useUploadFile } from './record-api';

type Deliverable = NonNullable<Stage['deliverables']>[number];

/** The files that a stage should leave behind, each with its place to put it. */
export function Deliverables({ form, id, stage, canUpload }: { form: string; id: number; stage: Stage; canUpload: boolean }) {
  const { t } = useTranslation();
  const files = useQuery({ ...filesQuery(form, id), enabled: (stage.deliverables?.length ?? 0) > 0 }).data?.items ?? [];
  if (!stage.deliverables?.length) return null;
  return (
    <section>
      <h3>{t('record.deliverables')}</h3>
      <ul className="plain-list">
        {stage.deliverables.map((item) => {
          const slot = `${stage.key}.${item.key}`;
          return (
            <Line
              key={item.key}
              form={form}
              id={id}
              item={item}
              slot={slot}
              files={files.filter((file) => file.slot === slot)}
              canUpload={canUpload}
            />
          );
        })}
      </ul>
    </section>
  );
}

type LineProps = { form: string; id: number; item: Deliverable; slot: string; files: FileInfo[]; canUpload: boolean };

function Line({ form, id, item, slot, files, canUpload }: LineProps) {
  const { t } = useTranslation();
  const text = useText();
  const report = useReport();
  const picker = useRef<HTMLInputElement>(null);
  const upload = useUploadFile(form, id);
  const title = text(item.title, item.key);
  const there = files.length > 0;
  return (
    <li className={there ? 'stage-item met' : 'stage-item'}>
      {there ? (
        <Check size={16} role="img" aria-label={t('record.met')} />
      ) : (
        <Circle size={16} role="img" aria-label={t('record.notMet')} />
      )}
      <span className="grow">
        {title}
        {item.must && !there && <span className="event-time"> · {t('move.blocks')}</span>}
        {familiesOf(files).map(({ newest }) => (
          <FileLink key={newest.family} className="deliverable-file" file={newest} />
        ))}
      </span>
      {canUpload && (
        <>
          <input
            ref={picker}
            type="file"
            hidden
            data-slot={slot}
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) upload.mutate({ file, slot }, { onError: report });
              event.target.value = '';
            }}
          />
          <Button
            size="small"
            type="text"
            icon={<Paperclip size={14} />}
            loading={upload.isPending}
            aria-label={t('record.uploadDeliverable', { title })}
            title={t('field.attach')}
            onClick={() => picker.current?.click()}
          />
        </>
      )}
    </li>
  );
}
