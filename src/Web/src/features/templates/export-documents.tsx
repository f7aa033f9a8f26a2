import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AppContents } from '@/api/templates';
import { useText } from '@/lib/text';

type Props = { documents: AppContents['documents']; chosen: string[]; onChange: (chosen: string[]) => void };

/** Which documents go along; what they need goes with them. */
export function ExportDocuments({ documents, chosen, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const kinds = [...new Set(documents.map((document) => document.kind))];
  return (
    <>
      <Select
        mode="multiple"
        className="export-documents"
        aria-label={t('templates.whatChosen')}
        placeholder={t('templates.choose')}
        value={chosen}
        onChange={onChange}
        optionFilterProp="label"
        options={kinds.map((kind) => ({
          label: t(`templates.kind.${kind}`),
          title: kind,
          options: documents
            .filter((document) => document.kind === kind)
            .map((document) => ({ value: `${kind}:${document.key}`, label: text(document.title, document.key) })),
        }))}
      />
      <p className="second export-note">{t('templates.needsHint')}</p>
    </>
  );
}
