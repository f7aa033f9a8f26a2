import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormIcon, formIcons, iconName } from '@/components/form-icon';

type Props = { id: string; value: string | undefined; onChange: (icon: string) => void };

/** The icon of a form, found by its picture or by what it shows. */
export function IconSelect({ id, value, onChange }: Props) {
  const { t } = useTranslation();
  const shown = (name: unknown, label: React.ReactNode) => (
    <span className="icon-option">
      <FormIcon name={String(name)} size={16} /> {label}
    </span>
  );
  const options = formIcons.map((name) => ({ value: name, label: t(`icon.${name}`) }));
  const known = iconName(value);
  return (
    <Select
      id={id}
      className="fill"
      showSearch={{ optionFilterProp: 'label' }}
      value={options.some((option) => option.value === known) ? known : undefined}
      placeholder={shown(undefined, t('icon.none'))}
      options={options}
      optionRender={(option) => shown(option.value, option.label)}
      labelRender={(option) => shown(option.value, option.label)}
      onChange={onChange}
    />
  );
}
