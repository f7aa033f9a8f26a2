import {
  AlignStartVertical, ChartArea, ChartColumn, ChartLine, ChartPie, Funnel, Gauge, Grid3x3, Hash, Table2,
  type LucideIcon,
} from 'lucide-react'; // prettier-ignore
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WidgetType } from '@/api/reports';
import type { QueryType } from '@/widgets/registry';
import type { Draft } from './draft';
import { unfit, type Facts } from './suggest';

export const kindIcons: Record<QueryType, LucideIcon> = {
  number: Hash,
  gauge: Gauge,
  bar: AlignStartVertical,
  column: ChartColumn,
  line: ChartLine,
  area: ChartArea,
  pie: ChartPie,
  funnel: Funnel,
  table: Table2,
  pivot: Grid3x3,
};
const kinds = Object.keys(kindIcons) as QueryType[];

type Props = { draft: Draft; facts: Facts; kind: WidgetType; suggested: WidgetType; onKind: (kind: WidgetType) => void };

/** How the answer is drawn. A kind that does not suit the question says why when it is chosen. */
export function KindPicker({ draft, facts, kind, suggested, onKind }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [refused, setRefused] = useState<WidgetType>();
  const reasonOf = (item: WidgetType) => {
    const reason = unfit(item, draft, facts);
    return reason === null ? undefined : t(`dashboards.unfit.${reason}`);
  };
  const shown = refused && reasonOf(refused);
  return (
    <section className="kind-picker" aria-labelledby={id}>
      <h3 id={id}>{t('builder.kind')}</h3>
      <div className="kinds">
        {kinds.map((item) => {
          const reason = reasonOf(item);
          const Icon = kindIcons[item];
          const name = t(`dashboards.kind.${item}`);
          return (
            <button
              key={item}
              type="button"
              className={item === suggested ? 'kind suggested' : 'kind'}
              aria-pressed={item === kind}
              aria-disabled={reason !== undefined}
              title={reason ? `${name}: ${reason}` : item === suggested ? t('builder.suggested', { kind: name }) : name}
              aria-label={reason ? `${name}: ${reason}` : name}
              onClick={() => {
                setRefused(reason ? item : undefined);
                if (!reason) onKind(item);
              }}
            >
              <Icon size={18} aria-hidden />
            </button>
          );
        })}
      </div>
      <p role="status" className="kind-reason">
        {shown ? `${t(`dashboards.kind.${refused}`)}: ${shown}` : ''}
      </p>
    </section>
  );
}
