import { Button, Input } from 'antd';
import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { App } from './feedback';

/** A text to take along: selected on focus, copied by the button. */
export function CopyField({ value, label }: { value: string; label: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => message.success(t('settings.copied')),
      () => message.info(t('settings.copyByHand')),
    );
  return (
    <div className="copy-field">
      <Input readOnly value={value} aria-label={label} onFocus={(event) => event.target.select()} />
      <Button icon={<Copy size={16} />} onClick={() => void copy()}>
        {t('settings.copy')}
      </Button>
    </div>
  );
}
