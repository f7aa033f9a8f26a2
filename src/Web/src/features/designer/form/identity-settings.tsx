import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { SettingRow } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';
import { useDoc, useStore } from '../designer-store';
import { setFormTitle } from '../document';
import { ColorInput } from '../settings/color-input';
import { IconSelect } from '../settings/icon-select';
import { usePart } from './use-part';

/** How the form is called and recognised. */
export function IdentitySettings() {
  const { t } = useTranslation();
  const store = useStore();
  const doc = useDoc();
  const [plural, setPlural] = usePart('plural', true);
  const [icon, setIcon] = usePart('icon');
  const [color, setColor] = usePart('color', true);
  return (
    <>
      <TextPair
        label={t('setting.formTitle')}
        value={{ ...(doc.title && { en: doc.title }), ...doc['x-form'].title }}
        onChange={(title) => store.edit((now) => setFormTitle(now, title), 'form:title')}
      />
      <TextPair label={t('setting.plural')} value={plural} onChange={setPlural} />
      <SettingRow label={t('setting.key')} help={t('setting.keyFixed')}>
        {(id) => <Input id={id} value={doc.$id} disabled />}
      </SettingRow>
      <SettingRow label={t('setting.icon')}>{(id) => <IconSelect id={id} value={icon} onChange={setIcon} />}</SettingRow>
      <SettingRow label={t('setting.color')}>{(id) => <ColorInput id={id} value={color} onChange={setColor} />}</SettingRow>
    </>
  );
}
