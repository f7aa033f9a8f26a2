import { useTranslation } from 'react-i18next';
import { FlagSetting, NumberSetting } from '@/components/settings/setting-inputs';
import { useDoc } from '../designer-store';
import { ViewsSetting } from '../settings/views-setting';
import { usePart } from './use-part';

/** Where the form appears, and how its records are looked at. */
export function AppearanceSection() {
  const { t } = useTranslation();
  const doc = useDoc();
  const [nav, setNav] = usePart('nav');
  const [order, setOrder] = usePart('order', true);
  const [views, setViews] = usePart('views');
  const hasPipeline = Object.values(doc.properties).some(({ 'x-field': x }) => x.type === 'stage' && x.pipeline);
  return (
    <>
      <FlagSetting label={t('setting.nav')} value={nav !== false} onChange={setNav} />
      <NumberSetting
        label={t('setting.order')}
        help={t('setting.orderHelp')}
        isWhole
        min={0}
        max={10_000}
        value={order}
        onChange={setOrder}
      />
      <ViewsSetting value={views} hasPipeline={hasPipeline} onChange={setViews} />
    </>
  );
}
