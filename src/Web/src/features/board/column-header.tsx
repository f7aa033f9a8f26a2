import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { PanelRightClose } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BoardColumn, Filter, Pipeline, Stage } from '@/api/types';
import { both } from '@/components/filter/filter-model';
import { stageColor } from '@/lib/stage';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';

type Props = { pipeline: Pipeline; stage: Stage; column: BoardColumn; filter: Filter | undefined; onClose?: () => void };

/** Name, count and sum; a sum that leaves out records without an amount says so and leads to them. */
export function ColumnHeader({ pipeline, stage, column, filter, onClose }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  const amount = pipeline.amountField;
  // Without a single amount there is nothing to weigh; the sum above says how many lack one.
  const weighted = column.count > 0 && column.missing === column.count ? null : (column.weighted ?? 0);
  const missing: Filter | undefined = amount
    ? both(filter, { member: pipeline.field, operator: 'equals', values: [stage.key] }, { member: amount, operator: 'notSet' })
    : undefined;
  return (
    <header className="column-head">
      <div className="column-title">
        <i className="dot" style={{ background: stageColor(stage) }} />
        <h2>{text(stage.title, stage.key)}</h2>
        <span className="second figure">{format.number(column.count)}</span>
        <span className="grow" />
        {onClose && (
          <Button
            type="text"
            size="small"
            aria-label={t('common.close')}
            icon={<PanelRightClose size={16} />}
            onClick={onClose}
          />
        )}
      </div>
      {amount && (
        <div className="column-sums">
          <strong className="figure" title={format.money(column.sum ?? 0)}>
            {format.moneyCompact(column.sum ?? 0)}
          </strong>
          {column.missing > 0 && (
            <Link to="/f/$form" params={{ form: pipeline.form }} search={{ filter: missing }}>
              {t('board.missing', { shown: format.number(column.missing) })}
            </Link>
          )}
        </div>
      )}
      {stage.kind === 'open' && pipeline.weightedField && (
        <div className="column-sums second" title={format.money(weighted)}>
          {t('board.weighted', { amount: format.moneyCompact(weighted) })}
          {stage.probability !== undefined && ` · ${stage.probability}%`}
        </div>
      )}
    </header>
  );
}
