import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

type Props = { id: string; value: string | undefined; onChange: (color: string | undefined) => void };

/** A colour, or none. */
export function ColorInput({ id, value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className="color-row">
      <input
        id={id}
        type="color"
        className="color-input"
        value={value ?? '#7C8580'}
        onChange={(event) => onChange(event.target.value)}
      />
      {value === undefined ? (
        <span className="second">{t('setting.colorNone')}</span>
      ) : (
        <Button type="text" onClick={() => onChange(undefined)}>
          {t('setting.colorClear')}
        </Button>
      )}
    </div>
  );
}
