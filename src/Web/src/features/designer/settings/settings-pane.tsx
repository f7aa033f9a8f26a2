import { memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesigner } from '../designer-store';
import { ElementSettings } from './element-settings';
import { FieldSettings } from './field-settings';
import { FormSettings } from '../form/form-settings';
import { SelectionMenu } from './selection-menu';

/** Settings of what is selected; of the form when nothing is. A field just added waits for its name. */
export const SettingsPane = memo(function SettingsPane() {
  const { t } = useTranslation();
  const selection = useDesigner((store) => store.selection());
  const fresh = useDesigner((store) => (selection.kind === 'field' && store.follows(selection.key) ? store.addedCount() : 0));
  const box = useRef<HTMLElement>(null);
  const named = useRef(0);
  const [tab, setTab] = useState('general');
  useEffect(() => {
    if (fresh <= named.current) return;
    named.current = fresh;
    setTab('general');
    requestAnimationFrame(() => {
      const input = box.current?.querySelector<HTMLInputElement>('[data-name]');
      input?.focus();
      input?.select();
    });
  }, [fresh]);
  return (
    <aside ref={box} className="designer-settings" aria-label={t('designer.settings')}>
      <SelectionMenu />
      {selection.kind === 'form' && <FormSettings />}
      {selection.kind === 'field' && <FieldSettings fieldKey={selection.key} tab={tab} onTab={setTab} />}
      {selection.kind === 'element' && <ElementSettings path={selection.path} />}
    </aside>
  );
});
