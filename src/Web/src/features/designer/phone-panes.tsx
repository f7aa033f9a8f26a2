import { Button, Drawer } from 'antd';
import { ArrowDown, ArrowUp, Plus, Settings2, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nudge } from './actions';
import { Canvas } from './canvas';
import { useDesigner, useStore } from './designer-store';
import { Palette } from './palette';
import { SettingsPane } from './settings/settings-pane';

/** On a phone the form has the screen: what is selected is set in a sheet below it, and fields come from a drawer. */
export function PhonePanes({ onAnnounce }: { onAnnounce: (text: string) => void }) {
  const { t } = useTranslation();
  const store = useStore();
  const selection = useDesigner((it) => it.selection());
  const box = useRef<HTMLDivElement>(null);
  const [isAdding, setAdding] = useState(false);
  const [isForm, setForm] = useState(false);
  const isOpen = selection.kind !== 'form' || isForm;
  useEffect(() => {
    if (selection.kind !== 'form') box.current?.querySelector('.canvas-item.selected')?.scrollIntoView({ block: 'nearest' });
  }, [selection]);
  const close = () => {
    setForm(false);
    store.select({ kind: 'form' });
  };
  const move = (by: -1 | 1) => onAnnounce(t(nudge(store, by) ? 'designer.moved' : 'designer.atEnd'));
  return (
    <div ref={box} className="designer-phone">
      <Canvas onAnnounce={onAnnounce} />
      {isOpen && (
        <div className="designer-sheet">
          <div className="designer-sheet-head">
            {selection.kind !== 'form' && (
              <>
                <Button type="text" icon={<ArrowUp size={18} />} aria-label={t('designer.moveUp')} onClick={() => move(-1)} />
                <Button type="text" icon={<ArrowDown size={18} />} aria-label={t('designer.moveDown')} onClick={() => move(1)} />
              </>
            )}
            <span className="grow" />
            <Button type="text" icon={<X size={18} />} aria-label={t('common.close')} onClick={close} />
          </div>
          <SettingsPane />
        </div>
      )}
      <div className="designer-acts">
        <Button icon={<Plus size={16} />} onClick={() => setAdding(true)}>
          {t('designer.addField')}
        </Button>
        <Button
          icon={<Settings2 size={16} />}
          aria-expanded={isForm && selection.kind === 'form'}
          onClick={() => {
            setForm(!isForm || selection.kind !== 'form');
            store.select({ kind: 'form' });
          }}
        >
          {t('designer.formSettings')}
        </Button>
      </div>
      <Drawer
        open={isAdding}
        placement="bottom"
        size="75%"
        title={t('designer.addField')}
        onClose={() => setAdding(false)}
        // The drawer gives the focus back where it came from; a field just added waits for its name.
        afterOpenChange={(open) => !open && box.current?.querySelector<HTMLInputElement>('[data-name]')?.focus()}
      >
        <Palette onAdded={() => setAdding(false)} />
      </Drawer>
    </div>
  );
}
