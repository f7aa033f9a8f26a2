import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { Button, Input, Tooltip } from 'antd';
import { Eye, EyeOff, GripVertical, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Option } from '@/api/types';
import { ownFirst } from '@/lib/i18n';

/** Distinguishable for colour-blind eyes too, on light and dark. */
const colors = ['', '#3A9CBC', '#5753CC', '#8F8679', '#BC7C00', '#12523F', '#A0291A', '#5C2478', '#24713A'];

type Props = {
  option: Option;
  index: number;
  top: number;
  isFixed: boolean;
  onChange: (option: Option) => void;
  onMove: (from: number, to: number) => void;
  onRemove: () => void;
  onNext: () => void;
};

export function OptionLine({ option, index, top, isFixed, onChange, onMove, onRemove, onNext }: Props) {
  const { t } = useTranslation();
  const row = useRef<HTMLDivElement>(null);
  const grip = useRef<HTMLSpanElement>(null);
  const [isOver, setOver] = useState(false);
  const now = useRef({ index, onMove });
  useEffect(() => {
    now.current = { index, onMove };
  });
  useEffect(() => {
    if (!row.current || !grip.current) return;
    const ends = [
      draggable({ element: row.current, dragHandle: grip.current, getInitialData: () => ({ option: now.current.index }) }),
      dropTargetForElements({
        element: row.current,
        canDrop: ({ source }) => typeof source.data['option'] === 'number',
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: ({ source }) => {
          setOver(false);
          now.current.onMove(Number(source.data['option']), now.current.index);
        },
      }),
    ];
    return () => ends.forEach((end) => end());
  }, []);
  const keyDown = (event: KeyboardEvent) => {
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      onMove(index, index + (event.key === 'ArrowUp' ? -1 : 1));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      onNext();
    }
  };
  const next = () => {
    const color = colors[(colors.indexOf(option.color ?? '') + 1) % colors.length];
    const changed = { ...option };
    if (color) changed.color = color;
    else delete changed.color;
    onChange(changed);
  };
  const hide = () => {
    const changed = { ...option, hidden: true };
    if (option.hidden) delete (changed as Option).hidden;
    onChange(changed);
  };
  return (
    <div
      ref={row}
      className={`option-line${isOver ? ' over' : ''}${option.hidden ? ' hidden-option' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      data-option={index}
      onKeyDown={keyDown}
    >
      <span ref={grip} className="option-grip" aria-hidden>
        <GripVertical size={14} />
      </span>
      <button
        type="button"
        className="option-color"
        style={{ background: option.color ?? 'transparent' }}
        aria-label={t('options.color', { number: index + 1 })}
        onClick={next}
      />
      {ownFirst().map(({ key: language }) => (
        <Tooltip key={language} title={t('options.key', { key: option.key })} mouseEnterDelay={0.8}>
          <Input
            size="small"
            maxLength={200}
            aria-label={t('options.label', { number: index + 1, language: t(`language.${language}`) })}
            placeholder={t(`language.${language}`)}
            value={option.title?.[language] ?? ''}
            onChange={(event) => {
              const title = { ...option.title, [language]: event.target.value };
              if (event.target.value === '') delete title[language];
              onChange({ ...option, title });
            }}
          />
        </Tooltip>
      ))}
      {isFixed ? (
        <Button
          type="text"
          size="small"
          aria-label={t(option.hidden ? 'options.show' : 'options.hide', { number: index + 1 })}
          icon={option.hidden ? <EyeOff size={14} /> : <Eye size={14} />}
          onClick={hide}
        />
      ) : (
        <Button
          type="text"
          size="small"
          aria-label={t('options.remove', { number: index + 1 })}
          icon={<Trash2 size={14} />}
          onClick={onRemove}
        />
      )}
    </div>
  );
}
