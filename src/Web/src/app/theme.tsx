import { ConfigProvider, theme as antdTheme, type ThemeConfig } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useLayoutEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Feedback } from '@/components/feedback';
import { useAntdLocale } from '@/lib/antd-locale';
import { useAppearance } from '@/lib/appearance';
import { useMedia } from '@/lib/media';
import { toLanguage } from '@/lib/i18n';
import { dark, light, type Palette } from './tokens';

const fonts =
  'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

function antdConfig(palette: Palette, isDark: boolean, compact: boolean, still: boolean): ThemeConfig {
  return {
    algorithm: isDark ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      colorPrimary: palette.accent,
      colorInfo: palette.info,
      colorSuccess: palette.ok,
      colorWarning: palette.warn,
      colorError: palette.danger,
      colorLink: palette.accent,
      colorText: palette.text,
      colorTextSecondary: palette.second,
      colorTextTertiary: palette.third,
      colorTextDescription: palette.second,
      colorTextPlaceholder: palette.third,
      colorBgLayout: palette.page,
      colorBgContainer: palette.surface,
      colorBgElevated: palette.raised,
      colorBorder: palette.control,
      colorBorderSecondary: palette.line,
      colorSplit: palette.line,
      colorTextLightSolid: palette['on-accent'],
      controlItemBgActive: palette['accent-soft'],
      controlItemBgActiveHover: palette['accent-soft'],
      borderRadius: 4,
      borderRadiusLG: 6,
      borderRadiusSM: 4,
      controlHeight: compact ? 28 : 32,
      fontSize: 14,
      lineHeight: 22 / 14,
      fontFamily: fonts,
      fontWeightStrong: 600,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.14s',
      motionDurationSlow: '0.18s',
      motion: !still,
      boxShadow: palette.shadow,
      boxShadowSecondary: palette.shadow,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 400 },
      Modal: { borderRadiusLG: 10 },
      Tag: { borderRadiusSM: 999 },
      Tabs: { horizontalItemPadding: '8px 0' },
    },
  };
}

/** Colours, density and language for antd and, as CSS variables, for our own styles. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const { theme, density } = useAppearance();
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const language = toLanguage(i18n.language);
  const locale = useAntdLocale(language);
  useEffect(() => void dayjs.locale(language === 'zh-CN' ? 'zh-cn' : 'en'), [language]);
  const isDark = theme === 'dark' || (theme === 'system' && systemDark);
  const compact = density === 'compact';
  const palette = isDark ? dark : light;

  useLayoutEffect(() => {
    const root = document.documentElement;
    for (const [name, value] of Object.entries(palette)) root.style.setProperty(`--${name}`, value);
    root.style.setProperty('--row', compact ? '32px' : '40px');
    root.style.setProperty('--control-height', compact ? '28px' : '32px');
    root.style.colorScheme = isDark ? 'dark' : 'light';
    root.dataset['theme'] = isDark ? 'dark' : 'light';
    root.dataset['density'] = density;
  }, [palette, isDark, compact, density]);

  return (
    <ConfigProvider
      theme={antdConfig(palette, isDark, compact, still)}
      locale={locale}
      renderEmpty={() => <p className="nothing">{t('palette.nothing')}</p>}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      <div className="app">{children}</div>
      <Feedback />
    </ConfigProvider>
  );
}
