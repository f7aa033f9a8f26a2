import { lazy, Suspense, useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { LayoutElement } from '@/api/types';
import { keysOf } from '@/lib/rules';
import { useFormContext } from '../form-context';
import { hiddenIn, ruleKeys, type Hidden } from './hidden-fields';
import { WhyButton } from './why-button';

const HiddenPanel = lazy(() => import('./why-panel').then((part) => ({ default: part.HiddenPanel })));

/** How many fields the rules of the layout hide now; what roles hide is nobody's to be told. */
export function HiddenNote({ layout }: { layout: LayoutElement }) {
  const { t } = useTranslation();
  const { store, model } = useFormContext();
  const keys = useMemo(() => ruleKeys(layout), [layout]);
  const subscribe = useMemo(
    () => (listener: () => void) => {
      const ends = keys.map((key) => store.subscribeTo(key)(listener));
      return () => ends.forEach((end) => end());
    },
    [store, keys],
  );
  // Nothing of a field that this person may not see, nor of a rule that looks at one.
  const isKnown = ({ key, rule }: Hidden) => [key, ...keysOf(rule.condition)].every((name) => model.fields.has(name));
  const find = () => hiddenIn(layout, store.value).filter(isKnown);
  const names = useSyncExternalStore(subscribe, () =>
    find()
      .map(({ key }) => key)
      .join(' '),
  );
  if (names === '') return null;
  return (
    <p className="hidden-note">
      {t('why.hiddenCount', { count: names.split(' ').length })} ·{' '}
      <WhyButton asText>
        {() => (
          <Suspense>
            <HiddenPanel hidden={find()} />
          </Suspense>
        )}
      </WhyButton>
    </p>
  );
}
