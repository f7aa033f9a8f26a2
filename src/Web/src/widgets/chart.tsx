import type { ECharts, EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

type Props = {
  option: EChartsCoreOption;
  label: string;
  /** Room that the drawing needs; more is taken where there is more. */
  minHeight?: number;
  /** Point and series that were clicked; no series when it was the name on the axis or the space around a bar. */
  onPick?: (point: number, series: number | null) => void;
};
type Clicked = { componentType?: string; dataIndex?: number; tickIndex?: number; seriesIndex?: number };

/** ECharts on an element: loaded when the first chart comes into view, follows its size, told of every new option. */
export function Chart({ option, label, minHeight, onPick }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);
  const pick = useRef(onPick);
  const [seen, setSeen] = useState(false);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    pick.current = onPick;
  }, [onPick]);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        setSeen(true);
        observer.disconnect();
      },
      { rootMargin: '200px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const element = box.current;
    if (!seen || !element) return;
    let gone = false;
    let sizes: ResizeObserver | undefined;
    void import('./chart-engine').then(({ init }) => {
      if (gone) return;
      const made = init(element);
      chart.current = made;
      made.on('click', (event) => {
        const { componentType, dataIndex, tickIndex, seriesIndex } = event as Clicked;
        const point = componentType === 'series' ? dataIndex : (tickIndex ?? dataIndex);
        if (point !== undefined) pick.current?.(point, componentType === 'series' ? (seriesIndex ?? null) : null);
      });
      made.getZr().on('click', ({ target, offsetX, offsetY }) => {
        // The space around a bar counts too: small bars are hard to hit.
        if (target || !made.containPixel('grid', [offsetX, offsetY])) return;
        const [x, y] = made.convertFromPixel('grid', [offsetX, offsetY]) as number[];
        const option = made.getOption() as { xAxis?: { type?: string }[] };
        const point = option.xAxis?.[0]?.type === 'category' ? x : y;
        if (point !== undefined) pick.current?.(point, null);
      });
      sizes = new ResizeObserver(() => made.resize());
      sizes.observe(element);
      setReady(true);
    });
    return () => {
      gone = true;
      sizes?.disconnect();
      chart.current?.dispose();
      chart.current = undefined;
      setReady(false);
    };
  }, [seen]);

  useEffect(() => {
    if (ready) chart.current?.setOption(option, { notMerge: true });
  }, [ready, option]);

  return (
    <div className="chart" style={{ minHeight }}>
      <div ref={box} className="chart-canvas" role="img" aria-label={label} />
      {!ready && <div className="chart-wait" role="status" aria-label={t('common.loading')} />}
    </div>
  );
}
