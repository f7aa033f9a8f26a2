import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RuleImpact } from '@/api/definitions';
import type { FormDocument } from '@/api/types';
import { FieldView } from '@/fields/field-view';
import { fieldOf } from '@/lib/form-model';
import { currentLanguage } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { useStore } from './designer-store';

/** What a formula gives on some records, before and after. */
export function FormulaImpact({ impact, doc }: { impact: RuleImpact; doc: FormDocument }) {
  const { t } = useTranslation();
  const format = useFormat();
  const store = useStore();
  const { field: key, records, looked = 0, differ = 0, samples = [] } = impact;
  const of = looked >= records ? 'all' : 'newest';
  const schema = doc.properties[key];
  if (looked === 0 || !schema) return null;
  if (differ === 0) return <p className="second">{t(`publish.formula.none.${of}`, { count: looked })}</p>;
  const language = currentLanguage();
  const field = fieldOf(doc, key, schema, language);
  const former = store.published?.properties[key];
  const before = former && store.published ? fieldOf(store.published, key, former, language) : field;
  return (
    <>
      <p className="second">{t(`publish.formula.differ.${of}`, { count: looked, shown: format.number(differ) })}</p>
      {samples.length > 0 && (
        <table className="conversion-table">
          <thead>
            <tr>
              <th scope="col">{t('conversion.record')}</th>
              <th scope="col">{t('conversion.before')}</th>
              <th scope="col">{t('conversion.after')}</th>
            </tr>
          </thead>
          <tbody>
            {samples.map((sample) => (
              <tr key={sample.id}>
                <td>
                  <Link to="/f/$form/$id" params={{ form: doc.$id, id: String(sample.id) }} target="_blank">
                    {sample.title || `#${sample.id}`}
                  </Link>
                </td>
                <td>
                  <FieldView field={before} value={sample.from} />
                </td>
                <td>
                  <FieldView field={field} value={sample.to} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
