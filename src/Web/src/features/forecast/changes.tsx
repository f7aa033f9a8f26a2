import { Link } from '@tanstack/react-router';
import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { movementKinds, type ChangesPeriod, type Figure, type ForecastChanges } from '@/api/forecasts';
import { Empty } from '@/components/states';
import { today } from '@/lib/dates';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { IdsLink } from './open-link';
import { periods, sinceOf, sincePreset, type ForecastSearch, type SincePreset } from './search';
import { useValueLabel } from './use-value-label';
import { waterfall, type WaterfallStep } from './waterfall-model';

type Props = { changes: ForecastChanges; search: ForecastSearch; onChange: (next: ForecastSearch) => void };

/** From the forecast of a day to that of now, step by step, in all and for each value of the split. */
export function ChangesSection({ changes, search, onChange }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const isBefore = changes.firstDay === null || changes.since < changes.firstDay;
  const isStill = changes.movements.length === 0;
  return (
    <section className="forecast-section" aria-labelledby="forecast-changes">
      <header>
        <h2 id="forecast-changes">{t('forecast.changesTitle')}</h2>
        <SincePicker since={changes.since} onChange={(since) => onChange({ since })} />
        <PeriodPicker period={search.period ?? 'quarter'} onChange={(period) => onChange({ period })} />
      </header>
      {isBefore && (
        <p className="second" role="status">
          {changes.firstDay ? t('forecast.firstDay', { day: format.day(changes.firstDay) }) : t('forecast.noHistory')}
        </p>
      )}
      {isStill && <Empty text={t('forecast.noChanges', { day: format.day(changes.since) })} />}
      {(!isStill || changes.opening.count > 0) && <Waterfall changes={changes} />}
      {!isStill && changes.rows.length > 1 && <ChangesTable changes={changes} />}
    </section>
  );
}

function SincePicker({ since, onChange }: { since: string; onChange: (since: string) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const preset = sincePreset(since, today());
  return (
    <div className="forecast-control">
      <label htmlFor={id}>{t('forecast.since')}</label>
      <Select<SincePreset>
        id={id}
        value={preset}
        popupMatchSelectWidth={false}
        options={(['week', 'month', 'quarter', 'day'] as const).map((key) => ({ value: key, label: t(`forecast.since.${key}`) }))}
        onChange={(next) =>
          onChange(next === 'day' ? dayjs(since).subtract(1, 'day').format('YYYY-MM-DD') : sinceOf(next, today()))
        }
      />
      {preset === 'day' && (
        <DatePicker
          aria-label={t('forecast.since.day')}
          allowClear={false}
          value={dayjs(since)}
          disabledDate={(day) => day.format('YYYY-MM-DD') > today()}
          onChange={(day) => day && onChange(day.format('YYYY-MM-DD'))}
        />
      )}
    </div>
  );
}

function PeriodPicker({ period, onChange }: { period: ChangesPeriod; onChange: (period: ChangesPeriod) => void }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="forecast-control">
      <label htmlFor={id}>{t('forecast.due')}</label>
      <Select<ChangesPeriod>
        id={id}
        value={period}
        popupMatchSelectWidth={false}
        options={periods.map((key) => ({ value: key, label: t(`forecast.period.${key}`) }))}
        onChange={onChange}
      />
    </div>
  );
}

/** Bars on one scale; each begins where the one above it ended. */
function Waterfall({ changes }: { changes: ForecastChanges }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = (step: WaterfallStep) =>
    step.kind === 'opening'
      ? t('forecast.opening', { day: format.day(changes.since) })
      : step.kind === 'closing'
        ? t('forecast.closing')
        : t(`forecast.movement.${step.kind}`);
  return (
    <ul className="waterfall">
      {waterfall(changes).map((step) => (
        <li key={step.kind} className={step.kind}>
          <span>{nameOf(step)}</span>
          <span className="waterfall-track" aria-hidden>
            <i style={{ insetInlineStart: `${step.from * 100}%`, width: `${Math.max((step.to - step.from) * 100, 0.4)}%` }} />
          </span>
          <span className="end">
            <Amount figure={step.figure} kind={step.kind} form={changes.form} name={nameOf(step)} />
          </span>
          <small className="second figure">
            {t('forecast.records', { shown: format.number(step.figure.count), count: step.figure.count })}
          </small>
        </li>
      ))}
    </ul>
  );
}

type AmountProps = { figure: Figure; kind: WaterfallStep['kind']; form: string; name: string };

function Amount({ figure, kind, form, name }: AmountProps) {
  const format = useFormat();
  const isLevel = kind === 'opening' || kind === 'closing';
  if (figure.count === 0) return <span className="second">–</span>;
  const shown = `${!isLevel && figure.amount > 0 ? '+' : ''}${format.moneyCompact(figure.amount)}`;
  if (kind === 'removed')
    return (
      <Link to="/settings/recycle-bin" search={{ form }} className="forecast-figure figure" title={format.money(figure.amount)}>
        {shown}
      </Link>
    );
  return (
    <IdsLink form={form} ids={figure.ids} title={format.money(figure.amount)} label={`${name}: ${shown}`}>
      {shown}
    </IdsLink>
  );
}

function ChangesTable({ changes }: { changes: ForecastChanges }) {
  const { t } = useTranslation();
  const text = useText();
  const label = useValueLabel();
  const kinds = movementKinds.filter((kind) => changes.movements.some((movement) => movement.kind === kind));
  const split = changes.splits.find(({ key }) => key === (changes as { by?: string }).by);
  return (
    <div className="forecast-scroll" tabIndex={0} role="group" aria-label={t('forecast.changesTitle')}>
      <table className="forecast-table">
        <thead>
          <tr>
            <th scope="col">{split && text(split.title, split.key)}</th>
            <th scope="col" className="end">
              {t('forecast.then')}
            </th>
            {kinds.map((kind) => (
              <th key={kind} scope="col" className="end">
                {t(`forecast.movement.${kind}`)}
              </th>
            ))}
            <th scope="col" className="end">
              {t('forecast.closing')}
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.rows.map((row) => (
            <tr key={String(row.value)}>
              <th scope="row">{label(row)}</th>
              <td className="end">
                <Amount figure={row.opening} kind="opening" form={changes.form} name={`${label(row)}, ${t('forecast.then')}`} />
              </td>
              {kinds.map((kind) => {
                const movement = row.movements.find((item) => item.kind === kind);
                return (
                  <td key={kind} className="end">
                    {movement ? (
                      <Amount
                        figure={movement}
                        kind={kind}
                        form={changes.form}
                        name={`${label(row)}, ${t(`forecast.movement.${kind}`)}`}
                      />
                    ) : (
                      <span className="second">–</span>
                    )}
                  </td>
                );
              })}
              <td className="end">
                <Amount
                  figure={row.closing}
                  kind="closing"
                  form={changes.form}
                  name={`${label(row)}, ${t('forecast.closing')}`}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
