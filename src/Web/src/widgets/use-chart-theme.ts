import { useMemo, useSyncExternalStore } from 'react';
import type { ChartTheme } from './option-parts';

function subscribe(listener: () => void) {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
const themeName = () => document.documentElement.dataset['theme'] ?? 'light';

const series: Record<string, string[]> = {
  light: ['#0B6B61', '#BC7C00', '#5753CC', '#3A9CBC', '#5C2478', '#A0291A'],
  dark: ['#5CC4B4', '#E4AE30', '#6A74F2', '#9CC5D7', '#CE96F8', '#D0634C'],
};

/** The palette as a canvas needs it: plain colours, read again when the theme changes. */
export function useChartTheme(): ChartTheme & { dark: boolean } {
  const name = useSyncExternalStore(subscribe, themeName);
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    const read = (variable: string) => style.getPropertyValue(`--${variable}`).trim();
    return {
      dark: name === 'dark',
      font: getComputedStyle(document.body).fontFamily,
      text: read('text'),
      second: read('second'),
      line: read('line'),
      control: read('control'),
      surface: read('surface'),
      raised: read('raised'),
      accent: read('accent'),
      series: series[name] ?? [],
    };
  }, [name]);
}
