import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Download, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversion, DryRun } from '@/api/definitions';
import type { FormDocument } from '@/api/types';
import { freeKey, keyFromLabel } from '@/lib/keys';
import { currentLanguage, fieldTitle } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { useStore } from './designer-store';
import { setField } from './document';
import { saveFailures } from './failures-csv';

const few = 20;

export const conversionsOf = (trial: DryRun) => trial.impact.filter((impact): impact is Conversion => impact.rule === 'convert');

/** What becomes of the values of one field whose type changes: how many, some of them, and every one that does not fit. */
export function ConversionImpact({ conversion, doc }: { conversion: Conversion; doc: FormDocument }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { field, from, to, converts, returns, fails, blank, timeZone } = conversion;
  const title = fieldTitle(doc.properties[field], field, currentLanguage());
  const count = (name: 'converts' | 'returns' | 'fails' | 'blank', value: number) =>
    value > 0 && (
      <li className={name === 'fails' ? 'conversion-fails' : undefined}>
        {t(`conversion.${name}`, { count: value, shown: format.number(value) })}
      </li>
    );
  return (
    <section className="sheet-section conversion" aria-label={t('conversion.title', { field: title })}>
      <h3>{t('conversion.title', { field: title })}</h3>
      <p>{t('conversion.types', { from: t(`fieldType.${from}`), to: t(`fieldType.${to}`) })}</p>
      <ul className="change-list">
        {count('converts', converts)}
        {count('returns', returns)}
        {count('fails', fails)}
        {count('blank', blank)}
        {converts + returns + fails + blank === 0 && <li>{t('conversion.none')}</li>}
      </ul>
      {(to === 'date' || to === 'dateTime' || from === 'dateTime') && (
        <p className="second">{t('conversion.zone', { zone: timeZone })}</p>
      )}
      {conversion.samples.length > 0 && <Samples conversion={conversion} />}
      {conversion.offers.length > 0 && <Offers conversion={conversion} />}
      {fails > 0 && <Failures conversion={conversion} doc={doc} title={title} />}
    </section>
  );
}

function Samples({ conversion }: { conversion: Conversion }) {
  const { t } = useTranslation();
  const format = useFormat();
  // A day is told as people read it, so that nobody mistakes the month.
  const inWords = (value: unknown) => {
    if (conversion.to === 'date') return format.date(value);
    if (conversion.to === 'dateTime') return format.instant(value);
    return Array.isArray(value) ? value.join('; ') : String(value);
  };
  return (
    <table className="conversion-table">
      <thead>
        <tr>
          <th scope="col">{t('conversion.before')}</th>
          <th scope="col">{t('conversion.after')}</th>
        </tr>
      </thead>
      <tbody>
        {conversion.samples.map((sample, index) => (
          <tr key={index}>
            <td>{sample.from}</td>
            <td>{inWords(sample.to)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Failures({ conversion, doc, title }: { conversion: Conversion; doc: FormDocument; title: string }) {
  const { t } = useTranslation();
  const { failures, fails } = conversion;
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? failures : failures.slice(0, few);
  return (
    <>
      <div className="conversion-head">
        <strong>{t('conversion.failing')}</strong>
        <span className="grow" />
        <Button
          size="small"
          icon={<Download size={14} />}
          onClick={() => saveFailures(conversion, title, [t('conversion.record'), t('conversion.value'), t('conversion.reason')])}
        >
          {t('conversion.save')}
        </Button>
      </div>
      <ul className="failure-list">
        {shown.map((failure) => (
          <li key={failure.id}>
            {failure.title === null ? (
              <span className="second">{t('conversion.hidden')}</span>
            ) : (
              <>
                <Link to="/f/$form/$id" params={{ form: doc.$id, id: String(failure.id) }} target="_blank">
                  {failure.title || `#${failure.id}`}
                </Link>
                <q>{failure.value}</q>
              </>
            )}
            <span className="second">{failure.reason}</span>
          </li>
        ))}
      </ul>
      {shown.length < failures.length && (
        <Button size="small" type="link" className="failures-all" onClick={() => setWhole(true)}>
          {t('conversion.all', { count: failures.length })}
        </Button>
      )}
      {isWhole && fails > failures.length && <p className="second">{t('conversion.more', { count: fails - failures.length })}</p>}
      <p className="second">{t('conversion.kept')}</p>
    </>
  );
}

/** Texts that are no option yet; they can become options, and the question is asked again. */
function Offers({ conversion }: { conversion: Conversion }) {
  const { t } = useTranslation();
  const store = useStore();
  const { field, offers } = conversion;
  const add = async () => {
    const suggested = new Map<string, string>();
    for (const { value } of offers) suggested.set(value, await keyFromLabel(value));
    store.edit((doc) =>
      setField(doc, field, (schema) => {
        const options = [...(schema['x-field'].options ?? [])];
        const keys = new Set(options.map((option) => option.key));
        for (const { value } of offers) {
          const key = freeKey(suggested.get(value) ?? '', keys, 'option');
          keys.add(key);
          options.push({ key, title: { en: value, 'zh-CN': value } });
        }
        const next = { ...schema, 'x-field': { ...schema['x-field'], options } };
        return schema.enum ? { ...next, enum: options.map((option) => option.key) } : next;
      }),
    );
  };
  return (
    <p>
      {t('conversion.offers', {
        values: offers
          .slice(0, 8)
          .map((offer) => offer.value)
          .join(t('common.listSeparator')),
      })}{' '}
      <Button size="small" icon={<Plus size={14} />} onClick={() => void add()}>
        {t('conversion.addOptions', { count: offers.length })}
      </Button>
    </p>
  );
}
