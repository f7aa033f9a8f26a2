import { useTranslation } from 'react-i18next';
import type { PatternPart } from './pattern-examples';

/** A pattern as people say it: 2 capital letters, “-”, 4 to 5 digits. */
export function usePatternWords(): (parts: readonly PatternPart[]) => string {
  const { t } = useTranslation();
  const said = ({ of, min, max }: PatternPart) => {
    if (typeof of === 'string') {
      if (min === max) return t('pattern.literal', { text: of.repeat(max) });
      return t(min === 0 ? 'pattern.literalUpTo' : 'pattern.literalRange', { text: of, min, max });
    }
    const what = of.map((kind) => t(`pattern.kind.${kind}`, { count: max })).join(t('pattern.or'));
    if (min === max) return t('pattern.exactly', { count: max, what });
    return t(min === 0 ? 'pattern.upTo' : 'pattern.range', { min, max, what });
  };
  return (parts) => parts.map(said).join(t('pattern.then'));
}
