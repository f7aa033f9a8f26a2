import { Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { keyFault, slug } from '@/lib/keys';
import type { ExportDraft } from './export-draft';

type Props = { draft: ExportDraft; onChange: (changes: Partial<ExportDraft>) => void };

/** What the template says of itself. The key follows the English title until somebody writes one. */
export function ExportManifest({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const follows = draft.key === slug(draft.english);
  const fault = draft.key !== '' && keyFault(draft.key);
  return (
    <div className="export-manifest">
      <label htmlFor={`${id}en`}>{t('templates.titleEn')}</label>
      <Input
        id={`${id}en`}
        maxLength={200}
        value={draft.english}
        onChange={({ target }) => onChange({ english: target.value, ...(follows && { key: slug(target.value) }) })}
      />
      <label htmlFor={`${id}zh`}>{t('templates.titleZh')}</label>
      <Input
        id={`${id}zh`}
        maxLength={200}
        value={draft.chinese}
        onChange={({ target }) => onChange({ chinese: target.value })}
      />
      <label htmlFor={`${id}key`}>{t('templates.key')}</label>
      <div>
        <Input
          id={`${id}key`}
          maxLength={48}
          value={draft.key}
          status={fault ? 'error' : undefined}
          aria-describedby={`${id}hint`}
          onChange={({ target }) => onChange({ key: target.value })}
        />
        <p id={`${id}hint`} className="second export-note">
          {t('templates.keyHint')}
        </p>
      </div>
      <label htmlFor={`${id}version`}>{t('templates.version')}</label>
      <Input
        id={`${id}version`}
        maxLength={50}
        value={draft.version}
        onChange={({ target }) => onChange({ version: target.value })}
      />
    </div>
  );
}
