import { Button } from 'antd';
import { ChevronDown, ChevronUp, Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './item-list.css';

type Props<T extends { key: string }> = {
  items: readonly T[];
  nameOf: (item: T) => string;
  addLabel: string;
  onAdd: () => void;
  onChange: (items: T[]) => void;
  children: (item: T, set: (changes: Partial<T>) => void) => ReactNode;
};

/** What something has several of: each with its settings, its place and a way out. */
export function ItemList<T extends { key: string }>({ items, nameOf, addLabel, onAdd, onChange, children }: Props<T>) {
  const { t } = useTranslation();
  const move = (from: number, to: number) => {
    const item = items[from];
    if (item && to >= 0 && to < items.length) onChange(items.toSpliced(from, 1).toSpliced(to, 0, item));
  };
  return (
    <div className="item-list">
      {items.map((item, index) => {
        const name = nameOf(item);
        return (
          <div key={item.key} className="item" role="group" aria-label={name}>
            {children(item, (changes) =>
              onChange(
                items.map((other) =>
                  other.key === item.key
                    ? (Object.fromEntries(
                        Object.entries({ ...item, ...changes }).filter(([, value]) => value !== undefined),
                      ) as T)
                    : other,
                ),
              ),
            )}
            <div className="item-acts">
              <Button
                type="text"
                size="small"
                disabled={index === 0}
                aria-label={t('itemList.up', { name })}
                icon={<ChevronUp size={14} />}
                onClick={() => move(index, index - 1)}
              />
              <Button
                type="text"
                size="small"
                disabled={index === items.length - 1}
                aria-label={t('itemList.down', { name })}
                icon={<ChevronDown size={14} />}
                onClick={() => move(index, index + 1)}
              />
              <Button
                type="text"
                size="small"
                aria-label={t('itemList.remove', { name })}
                icon={<Trash2 size={14} />}
                onClick={() => onChange(items.filter((other) => other.key !== item.key))}
              />
            </div>
          </div>
        );
      })}
      <Button type="dashed" size="small" icon={<Plus size={14} />} onClick={onAdd}>
        {addLabel}
      </Button>
    </div>
  );
}
