import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Attainment, AttainmentRow } from '@/api/forecasts';
import { useFormInfo } from '@/api/forms';
import { Empty } from '@/components/states';
import { formatQuarter } from '@/lib/dates';
import { formatRate } from '@/lib/format';
import { formPlural, useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { OpenLink } from './open-link';
import { useValueLabel } from './use-value-label';

/** How far it is to the targets of a quarter: won and, lighter, what is open and weighted, against the target. */
export function AttainmentSection({ attainment }: { attainment: Attainment }) {
  const { t } = useTranslation();
  const text = useText();
  const { language } = useFormat();
  const form = useFormInfo(attainment.targetForm ?? '');
  const groups = attainment.groups.toReversed().map((group) => ({
    ...group,
    rows: group.rows.filter((row) => row.value !== null && (row.target !== null || row.won.count > 0 || row.open.count > 0)),
  }));
  const hasTargets = groups.some((group) => group.rows.some((row) => row.target !== null));
  return (
    <section className="forecast-section" aria-labelledby="forecast-attainment">
      <header>
        <h2 id="forecast-attainment">{t('forecast.attainmentTitle', { quarter: formatQuarter(attainment.from, language) })}</h2>
        {form && (
          <Link to="/f/$form" params={{ form: form.key }}>
            {formPlural(form, language)}
          </Link>
        )}
      </header>
      {!hasTargets && attainment.targetForm && (
        <Empty text={t(form?.can.create ? 'forecast.noTargets' : 'forecast.noTargetsForYou')} />
      )}
      {groups
        .filter((group) => group.rows.length > 0)
        .map((group) => (
          <div key={group.by} className="forecast-scroll" tabIndex={0} role="group" aria-label={splitTitle(group.by)}>
            <table className="forecast-table forecast-attainment">
              <thead>
                <tr>
                  <th scope="col">{splitTitle(group.by)}</th>
                  <th scope="col">{t('forecast.attainment')}</th>
                  {(['target', 'won', 'gap', 'openDue', 'coverage'] as const).map((key) => (
                    <th key={key} scope="col" className="end">
                      {t(`forecast.head.${key}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {group.rows.map((row) => (
                  <Row key={String(row.value)} row={row} attainment={attainment} />
                ))}
              </tbody>
            </table>
          </div>
        ))}
    </section>
  );

  function splitTitle(key: string) {
    return text(attainment.splits.find((split) => split.key === key)?.title ?? {}, key);
  }
}

function Row({ row, attainment }: { row: AttainmentRow; attainment: Attainment }) {
  const format = useFormat();
  const { t } = useTranslation();
  const name = useValueLabel()(row);
  const money = (value: number) => format.moneyCompact(value);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <Bar row={row} />
      </td>
      <td className="end">
        {row.target !== null && attainment.targetForm ? (
          <OpenLink
            form={attainment.targetForm}
            filters={[row.targetFilter]}
            title={format.money(row.target)}
            label={`${name}, ${t('forecast.head.target')}: ${money(row.target)}`}
          >
            {money(row.target)}
          </OpenLink>
        ) : (
          '–'
        )}
      </td>
      <td className="end">
        {row.won.count > 0 ? (
          <OpenLink
            form={attainment.form}
            filters={[row.wonFilter]}
            title={format.money(row.won.amount)}
            label={`${name}, ${t('forecast.head.won')}: ${money(row.won.amount)}`}
          >
            {money(row.won.amount)}
          </OpenLink>
        ) : (
          '–'
        )}
      </td>
      <td className="end figure" title={format.money(row.gap)}>
        {row.gap === null ? '–' : money(row.gap)}
      </td>
      <td className="end">
        {row.open.count > 0 ? (
          <OpenLink
            form={attainment.form}
            filters={[row.openFilter]}
            title={format.money(row.open.weighted)}
            label={`${name}, ${t('forecast.head.openDue')}: ${money(row.open.weighted)}`}
          >
            {money(row.open.weighted)}
          </OpenLink>
        ) : (
          '–'
        )}
      </td>
      <td className="end figure">{row.coverage === null ? '–' : `${format.number(row.coverage, 1)}×`}</td>
    </tr>
  );
}

function Bar({ row }: { row: AttainmentRow }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  if (row.attainment === null || !row.target) return <span className="second">{t('forecast.noTarget')}</span>;
  const won = Math.min(row.attainment, 1);
  const expected = Math.min((row.won.amount + row.open.weighted) / row.target, 1);
  return (
    <span className="forecast-attained">
      <span className="forecast-track" aria-hidden>
        <i className="soft" style={{ width: `${expected * 100}%` }} />
        <i style={{ width: `${won * 100}%` }} />
      </span>
      <span className="figure">{formatRate(row.attainment, language)}</span>
    </span>
  );
}
