import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attainment } from '@/api/forecasts';
import type { Filter } from '@/api/types';
import { formatRate } from '@/lib/format';
import { usePipeline } from '@/lib/stage';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { OpenLink } from './open-link';

/** The quarter in a line: won, what is open by category from the surest on, weighted, target and gap. */
export function KeyFigures({ attainment }: { attainment: Attainment }) {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  const pipeline = usePipeline(attainment.pipeline);
  const open = new Set(pipeline?.stages.filter((stage) => stage.kind === 'open').map((stage) => stage.category));
  const categories = (pipeline?.categories ?? []).filter(({ key }) => open.has(key)).toReversed();
  const { totals } = attainment;
  const without = (missing: number) => missing > 0 && t('forecast.missing', { shown: format.number(missing), count: missing });
  return (
    <div className="forecast-kpis">
      <Kpi label={t('forecast.won')} amount={totals.won.amount} form={attainment.form} filters={[totals.wonFilter]}>
        {t('forecast.records', { shown: format.number(totals.won.count), count: totals.won.count })}
      </Kpi>
      {categories.map(({ key, title }) => {
        const sum = attainment.categories[key] ?? { amount: 0, count: 0, missing: 0 };
        const category: Filter = { member: attainment.categoryMember, operator: 'equals', values: [key] };
        return (
          <Kpi
            key={key}
            label={text(title, key)}
            amount={sum.amount}
            count={sum.count}
            form={attainment.form}
            filters={[totals.openFilter, category]}
          >
            {without(sum.missing) || t('forecast.records', { shown: format.number(sum.count), count: sum.count })}
          </Kpi>
        );
      })}
      <Kpi
        label={t('forecast.weighted')}
        amount={totals.open.weighted}
        count={totals.open.count}
        form={attainment.form}
        filters={[totals.openFilter]}
      >
        {without(totals.open.missing) ||
          t('forecast.records', { shown: format.number(totals.open.count), count: totals.open.count })}
      </Kpi>
      {attainment.targetForm && totals.target !== null && (
        <Kpi label={t('forecast.target')} amount={totals.target} form={attainment.targetForm} filters={[totals.targetFilter]}>
          <span className="nowrap">{formatRate(totals.attainment, format.language)} ·</span>{' '}
          <span className="nowrap">
            {totals.gap !== null && totals.gap > 0
              ? t('forecast.gapIs', { amount: format.moneyCompact(totals.gap) })
              : t('forecast.reached')}
          </span>
        </Kpi>
      )}
    </div>
  );
}

type KpiProps = { label: string; amount: number; count?: number; form: string; filters: (Filter | null)[]; children: ReactNode };

function Kpi({ label, amount, count, form, filters, children }: KpiProps) {
  const format = useFormat();
  // Records without amounts are no bare zero.
  const shown = amount === 0 && count ? '–' : format.moneyCompact(amount);
  return (
    <div className="card forecast-kpi">
      <span className="second">{label}</span>
      <strong>
        <OpenLink form={form} filters={filters} title={format.money(amount)} label={`${label} ${shown}`}>
          {shown}
        </OpenLink>
      </strong>
      <span className="second figure">{children}</span>
    </div>
  );
}
