import { Button } from 'antd';
import { ChevronDown, ChevronUp, Plus, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Widget } from '@/api/reports';
import { useText } from '@/lib/text';
import { copied, flowed } from './home-document';

const WidgetPicker = lazy(() => import('./widget-picker'));

type Props = { widgets: Widget[]; onChange: (widgets: Widget[]) => void };

/** Widgets that were copied from dashboards: their order, and a way out. */
export function WidgetSettings({ widgets, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const [isPicking, setPicking] = useState(false);
  const move = (from: number, to: number) => {
    const widget = widgets[from];
    if (widget) onChange(flowed(widgets.toSpliced(from, 1).toSpliced(to, 0, widget)));
  };
  return (
    <div>
      <ul className="home-widget-list">
        {widgets.map((widget, index) => {
          const name = text(widget.title, t(`dashboards.kind.${widget.type}`));
          return (
            <li key={widget.id}>
              <span className="grow">
                {name} <span className="second">{t(`dashboards.kind.${widget.type}`)}</span>
              </span>
              <Button
                type="text"
                size="small"
                disabled={index === 0}
                aria-label={t('itemList.up', { name })}
                icon={<ChevronUp size={14} />}
                onClick={() => move(index, index - 1)}
              />
              <Button
                type="text"
                size="small"
                disabled={index === widgets.length - 1}
                aria-label={t('itemList.down', { name })}
                icon={<ChevronDown size={14} />}
                onClick={() => move(index, index + 1)}
              />
              <Button
                type="text"
                size="small"
                aria-label={t('itemList.remove', { name })}
                icon={<Trash2 size={14} />}
                onClick={() => onChange(flowed(widgets.toSpliced(index, 1)))}
              />
            </li>
          );
        })}
      </ul>
      <Button type="dashed" size="small" icon={<Plus size={14} />} onClick={() => setPicking(true)}>
        {t('homes.addWidgets')}
      </Button>
      {isPicking && (
        <Suspense fallback={null}>
          <WidgetPicker
            onClose={() => setPicking(false)}
            onPick={(chosen) => {
              setPicking(false);
              onChange(copied(widgets, chosen));
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
