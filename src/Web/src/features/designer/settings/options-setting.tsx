import { useVirtualizer } from '@tanstack/react-virtual';
import { Button, Input } from 'antd';
import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldSchema, Option } from '@/api/types';
import { freeKey, keyFromLabel, slug } from '@/lib/keys';
import { currentLanguage } from '@/lib/text';
import { useDesigner, useStore } from '../designer-store';
import { setField } from '../document';
import { OptionLine } from './option-line';

/** Options and what in the schema lists them. */
export function withOptions(schema: FieldSchema, options: Option[]): FieldSchema {
  const keys = options.map((option) => option.key);
  const isList = schema.type === 'array';
  return {
    ...schema,
    ...(isList ? { items: { ...schema.items, type: 'string', enum: keys } } : { enum: keys }),
    'x-field': { ...schema['x-field'], options },
  };
}

export const moveOption = (options: Option[], from: number, to: number): Option[] => {
  const moved = options[from];
  return !moved || to < 0 || to >= options.length ? options : options.toSpliced(from, 1).toSpliced(to, 0, moved);
};

const rowHeight = 40;
const none: Option[] = [];

/** The options of a choice: titles in both languages, colour, order; only those in sight are drawn. */
export function OptionsSetting({ fieldKey }: { fieldKey: string }) {
  const { t } = useTranslation();
  const store = useStore();
  const options = useDesigner((state) => state.doc().properties[fieldKey]?.['x-field'].options ?? none);
  const published = useDesigner((state) => state.published?.properties[fieldKey]?.['x-field'].options ?? none);
  const [isPasting, setPasting] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: options.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  const fixed = new Set(published.map((option) => option.key));

  const set = (change: (options: Option[]) => Option[], tag?: string) =>
    store.edit((doc) => setField(doc, fieldKey, (schema) => withOptions(schema, change(schema['x-field'].options ?? []))), tag);
  const focus = (index: number) => {
    rows.scrollToIndex(index);
    // Selected, so that typing replaces the name that a new option is given.
    requestAnimationFrame(() => box.current?.querySelector<HTMLInputElement>(`[data-option="${index}"] input`)?.select());
  };
  const add = () => {
    const key = freeKey(`option_${options.length + 1}`, new Set(options.map((option) => option.key)));
    set((all) => [...all, { key, title: { [currentLanguage()]: t('options.new', { number: options.length + 1 }) } }]);
    requestAnimationFrame(() => focus(options.length));
  };
  const move = (from: number, to: number) => {
    set((all) => moveOption(all, from, to));
    if (to >= 0 && to < options.length) focus(to);
  };
  const retitle = (index: number, option: Option) => {
    const tag = `option:${fieldKey}:${index}`;
    set((all) => all.with(index, option), tag);
    const label = option.title.en || option.title['zh-CN'] || '';
    if (fixed.has(option.key)) return;
    void keyFromLabel(label).then((wanted) => {
      set((all) => {
        const now = all[index];
        // Somebody may have typed on, or moved it, meanwhile.
        if (!now || now.key !== option.key || now.title !== option.title) return all;
        const others = new Set(all.filter((_, at) => at !== index).map((other) => other.key));
        return all.with(index, { ...now, key: freeKey(wanted || 'option', others, 'option') });
      }, tag);
    });
  };

  return (
    <div className="setting" role="group" aria-label={t('options.title')}>
      <span className="setting-label">{t('options.count', { count: options.length })}</span>
      <div ref={box} className="option-list">
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map((row) => {
            const option = options[row.index];
            return (
              option && (
                <OptionLine
                  key={row.index}
                  option={option}
                  index={row.index}
                  top={row.start}
                  isFixed={fixed.has(option.key)}
                  onChange={(next) =>
                    next.title === option.title ? set((all) => all.with(row.index, next)) : retitle(row.index, next)
                  }
                  onMove={move}
                  onRemove={() => set((all) => all.toSpliced(row.index, 1))}
                  onNext={() => (row.index === options.length - 1 ? add() : focus(row.index + 1))}
                />
              )
            );
          })}
        </div>
      </div>
      <div className="setting-actions">
        <Button size="small" icon={<Plus size={14} />} onClick={add}>
          {t('options.add')}
        </Button>
        <Button size="small" type="text" onClick={() => setPasting(!isPasting)}>
          {t('options.several')}
        </Button>
      </div>
      {isPasting && (
        <SeveralOptions
          onAdd={(labels) => {
            void addSeveral(labels, options).then((made) => set((all) => [...all, ...made]));
            setPasting(false);
          }}
        />
      )}
    </div>
  );
}

async function addSeveral(labels: string[], options: Option[]): Promise<Option[]> {
  const taken = new Set(options.map((option) => option.key));
  const made: Option[] = [];
  for (const label of labels) {
    const key = freeKey((await keyFromLabel(label)) || slug(label), taken, 'option');
    taken.add(key);
    made.push({ key, title: { [currentLanguage()]: label } });
  }
  return made;
}

function SeveralOptions({ onAdd }: { onAdd: (labels: string[]) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const labels = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return (
    <div className="setting">
      <Input.TextArea
        aria-label={t('options.severalLabel')}
        placeholder={t('options.severalLabel')}
        autoSize={{ minRows: 4, maxRows: 10 }}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="setting-actions">
        <Button size="small" disabled={labels.length === 0} onClick={() => onAdd(labels)}>
          {t('options.addCount', { count: labels.length })}
        </Button>
      </div>
    </div>
  );
}
