import { Link, useNavigate } from '@tanstack/react-router';
import { Dropdown, Modal } from 'antd';
import { EllipsisVertical } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  widgetCsvUrl,
  type CrossFilter,
  type DashboardFilter,
  type FilterValues,
  type Widget,
  type WidgetAnswer,
} from '@/api/reports';
import { App } from '@/components/feedback';
import { Loading } from '@/components/states';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { isChart, isFigure, isStill } from '@/widgets/registry';
import type { OnDrill } from '@/widgets/types';
import { useDrill } from '@/widgets/use-drill';
import { WidgetCard } from '@/widgets/widget-card';
import { conditionOf } from './cross';
import type { Pick } from './pick-menu';
import { savePicture } from './save-picture';

const Explain = lazy(async () => ({ default: (await import('./explain')).Explain }));

type Props = {
  dashboard: string;
  widget: Widget;
  answer: WidgetAnswer | undefined;
  values: FilterValues;
  cross: CrossFilter | undefined;
  /** Filters in force that it does not follow. */
  unfiltered: DashboardFilter[];
  mayEdit: boolean;
  onCross: (cross: CrossFilter) => void;
  onPick: (pick: Omit<Pick, 'at'>) => void;
  placed?: boolean;
};

/** A widget on the page that is read: with what can be done with it. */
export function ReadCard({ dashboard, widget, answer, values, cross, unfiltered, mayEdit, onCross, onPick, placed }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { language } = useFormat();
  const data = answer && 'columns' in answer ? answer : undefined;
  const open = useDrill(data?.query);
  const [explained, setExplained] = useState(false);
  const title = text(widget.title, widget.id);
  const pick: OnDrill = (row, measure, also) => {
    const filter = data && conditionOf(data.query, row, also);
    const onOpen = () => open(row, measure, also);
    // A figure by itself can't narrow anything: it opens at once.
    if (!data || !filter) return onOpen();
    onPick({ onOpen, onFilter: () => onCross({ widget: widget.id, source: data.query.source, filter }) });
  };
  return (
    <>
      <WidgetCard
        widget={widget}
        answer={answer}
        placed={placed}
        onPick={pick}
        note={
          unfiltered.length > 0
            ? t('dashboards.notFiltered', {
                names: unfiltered.map((filter) => text(filter.title, filter.id)).join(language === 'zh-CN' ? '、' : ', '),
              })
            : undefined
        }
        repair={
          mayEdit ? (
            <Link to="/d/$key/edit" params={{ key: dashboard }} search={{ widget: widget.id }}>
              {t('dashboards.repair')}
            </Link>
          ) : undefined
        }
        actions={
          isStill(widget.type) ? undefined : (
            <>
              {cross?.widget === widget.id && <span className="cross-mark">{t('dashboards.filters')}</span>}
              <CardMenu
                dashboard={dashboard}
                widget={widget}
                title={title}
                values={values}
                cross={cross}
                mayEdit={mayEdit}
                hasData={data !== undefined}
                full={placed ?? false}
                onExplain={() => setExplained(true)}
              />
            </>
          )
        }
      />
      {explained && data && (
        <Modal open title={title} footer={null} width={680} onCancel={() => setExplained(false)}>
          <Suspense fallback={<Loading rows={4} />}>
            <Explain data={data} />
          </Suspense>
        </Modal>
      )}
    </>
  );
}

type MenuProps = Shown & { title: string; hasData: boolean; full: boolean; onExplain: () => void };
type Shown = { dashboard: string; widget: Widget; values: FilterValues; cross: CrossFilter | undefined; mayEdit: boolean };

function CardMenu({ dashboard, widget, title, values, cross, mayEdit, hasData, full, onExplain }: MenuProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const act: Record<string, () => void> = {
    explain: onExplain,
    full: () => void navigate({ to: '.', search: (before) => ({ ...before, full: full ? undefined : widget.id }) }),
    csv: () => window.location.assign(widgetCsvUrl(dashboard, widget.id, values, cross)),
    png: () => {
      if (!savePicture(widget.id, title)) message.info(t('dashboards.pngChart'));
    },
    edit: () => void navigate({ to: '/d/$key/edit', params: { key: dashboard }, search: { widget: widget.id } }),
  };
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      menu={{
        items: [
          ...(hasData ? [{ key: 'explain', label: t('explain.title') }] : []),
          { key: 'full', label: t(full ? 'dashboards.fullEnd' : 'dashboards.full') },
          ...(hasData ? [{ key: 'csv', label: t('dashboards.csv') }] : []),
          ...(hasData && (isChart(widget.type) || isFigure(widget.type)) ? [{ key: 'png', label: t('dashboards.png') }] : []),
          ...(mayEdit && !full ? [{ key: 'edit', label: t('dashboards.editWidget') }] : []),
        ],
        onClick: ({ key }) => act[key]?.(),
      }}
    >
      <button type="button" className="icon-button" aria-label={t('dashboards.more', { title })}>
        <EllipsisVertical size={16} aria-hidden />
      </button>
    </Dropdown>
  );
}
