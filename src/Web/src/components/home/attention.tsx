import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AttentionItem, HomeSection } from '@/api/home';
import { UserName } from '@/fields/user/view';
import { useFormModel, type FormModel } from '@/lib/form-model';
import { isBlank } from '@/lib/rules';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';

const shown = 8;

/** Records that call for someone, each with its why. */
export function Attention({ section }: { section: Extract<HomeSection, { kind: 'attention' }> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const model = useFormModel(section.form);
  if (section.items.length === 0) return <p className="home-calm">{t('home.nothingToTalkAbout')}</p>;
  if (!model) return null;
  return (
    <>
      <ul className="home-tasks">
        {section.items.slice(0, shown).map((item) => (
          <AttentionLine key={item.record.id} item={item} model={model} amount={section.amount} />
        ))}
      </ul>
      {section.total > shown && (
        <Link to="/f/$form" params={{ form: section.form }} search={{ filter: section.filter }}>
          {t('home.all', { shown: format.number(section.total) })}
        </Link>
      )}
    </>
  );
}

function AttentionLine({ item, model, amount }: { item: AttentionItem; model: FormModel; amount: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { record } = item;
  const money = amount ? model.fields.get(amount) : undefined;
  return (
    <li className="home-attention">
      <span className="home-about">
        <Link to="/f/$form/$id" params={{ form: model.key, id: String(record.id) }} title={item.title}>
          {item.title}
        </Link>
      </span>
      <span className="home-reasons">
        {item.reasons.map((reason) => (
          <Reason key={reason.field} reason={reason} item={item} model={model} />
        ))}
      </span>
      <span className="home-amount">
        {money && !isBlank(record[money.key]) ? (
          money.type === 'money' ? (
            format.money(record[money.key])
          ) : (
            format.number(record[money.key])
          )
        ) : (
          <span className="second">{t('board.noAmount')}</span>
        )}
      </span>
      <span className="home-owner second">{typeof record.owner === 'number' && <UserName id={record.owner} />}</span>
    </li>
  );
}

function Reason({ reason, item, model }: { reason: AttentionItem['reasons'][number]; item: AttentionItem; model: FormModel }) {
  const text = useText();
  const value = reason.value ? item.record[reason.value] : undefined;
  return (
    <span className="home-reason">
      {model.fields.get(reason.field)?.label ?? reason.field}
      {typeof value === 'number' && ` ${value} ${text(reason.unit, '')}`}
    </span>
  );
}
