import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BookOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { similarQuery, type SimilarItem } from '@/api/similar';
import type { Titles } from '@/api/types';
import { FieldView } from '@/fields/field-view';
import type { FormModel } from '@/lib/form-model';
import { isBlank } from '@/lib/rules';
import { useText } from '@/lib/text';
import { TitlesContext } from '@/lib/titles';
import { useFormat } from '@/lib/use-format';
import { Panel } from './panel';

/** Records like this one: how they ended, why they are alike, and what was learned from them. Nothing where there are none. */
export function Similar({ model, id }: { model: FormModel; id: number }) {
  const { t } = useTranslation();
  const text = useText();
  const { data } = useQuery({ ...similarQuery(model.key, id), enabled: model.document['x-form'].similar !== undefined });
  if (!data?.items.length) return null;
  return (
    <Panel title={text(data.title) || t('record.similar')} count={data.items.length} className="similar">
      <TitlesContext value={data.titles}>
        <ul className="plain-list similar-list">
          {data.items.map((item) => (
            <SimilarLine key={item.id} model={model} item={item} titles={data.titles} />
          ))}
        </ul>
      </TitlesContext>
    </Panel>
  );
}

function SimilarLine({ model, item, titles }: { model: FormModel; item: SimilarItem; titles: Titles }) {
  const why = useWhy();
  const shown = (model.document['x-form'].similar?.show ?? [])
    .map((key) => model.fields.get(key))
    .filter((field) => field !== undefined && !isBlank(item.record[field.key]));
  return (
    <li>
      <Link to="/f/$form/$id" params={{ form: model.key, id: String(item.id) }}>
        {titles[model.key]?.[String(item.id)] ?? `#${item.id}`}
      </Link>
      <div className="similar-outcome">
        {shown.map((field) => field && <FieldView key={field.key} field={field} value={item.record[field.key]} />)}
      </div>
      <p className="second">{why(item)}</p>
      {item.related.map(({ form, id }) => (
        <Link key={`${form} ${id}`} className="similar-case" to="/f/$form/$id" params={{ form, id: String(id) }}>
          <BookOpen size={14} aria-hidden />
          {titles[form]?.[String(id)] ?? `#${id}`}
        </Link>
      ))}
    </li>
  );
}

/** The reasons as one phrase. */
function useWhy() {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  return ({ why }: SimilarItem) => {
    const parts = why.map((reason) => {
      const field = text(reason.title).toLocaleLowerCase(format.language);
      return reason.kind === 'near'
        ? t('record.similarNear', { field, share: format.percent((reason.within ?? 0) * 100) })
        : t('record.similarSame', { field });
    });
    const phrase = parts.join(format.language === 'zh-CN' ? '，' : ', ');
    return phrase.charAt(0).toLocaleUpperCase(format.language) + phrase.slice(1);
  };
}
