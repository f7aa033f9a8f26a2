import { Input } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keyFault } from '@/lib/keys';
import { useDesigner, useStore } from '../designer-store';

/** The key of a field: follows the label until somebody types one, fixed once published. A faulty one is told while it is typed, and not taken. */
export function KeySetting({ fieldKey }: { fieldKey: string }) {
  const { t } = useTranslation();
  const store = useStore();
  const id = useId();
  const isFixed = useDesigner((state) => state.isPublished(fieldKey));
  const [typed, setTyped] = useState(fieldKey);
  useEffect(() => setTyped(fieldKey), [fieldKey]);
  const taken = Object.keys(store.doc().properties).filter((key) => key !== fieldKey);
  const fault = typed === fieldKey ? null : keyFault(typed, taken);
  const change = (next: string) => {
    setTyped(next);
    store.follow(fieldKey, false);
    if (!keyFault(next, taken)) store.rename(fieldKey, next, 'key');
  };
  return (
    <div className="setting">
      <label className="setting-label" htmlFor={id}>
        {t('setting.key')}
      </label>
      <Input
        id={id}
        value={typed}
        disabled={isFixed}
        status={fault ? 'error' : undefined}
        aria-invalid={fault !== null || undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => change(event.target.value)}
        onBlur={() => setTyped(fieldKey)}
      />
      <div id={`${id}-note`} className={fault ? 'control-error' : 'control-help'} aria-live="polite">
        {fault ? t(`keyFault.${fault}`, { key: typed }) : t(isFixed ? 'setting.keyFixed' : 'setting.keyHelp')}
      </div>
    </div>
  );
}
