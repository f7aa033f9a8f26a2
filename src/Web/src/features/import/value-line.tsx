import { Button } from 'antd';
import { Check, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { UnmatchedValue } from '@/api/imports';
import type { Field } from '@/lib/form-model';
import { useFormat } from '@/lib/use-format';
import { TargetPicker, useTargetOptions, type Target } from './target-picker';

type Props = {
  field: Field;
  match: string | undefined;
  item: UnmatchedValue;
  chosen: Target;
  onChoose: (target: Target) => void;
};

/** "GTXPro · 1,480 rows → GTX Pro?" */
export function ValueLine({ field, match, item, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const options = useTargetOptions(field);
  const { suggestion } = item;
  const decided = chosen !== undefined;
  return (
    <div className={decided ? 'value-line decided' : 'value-line'}>
      <span className="value-text">
        {decided && <Check size={16} aria-hidden />}
        <strong>{item.value}</strong>
        <span className="second"> {t('import.rowCount', { count: item.count, shown: format.number(item.count) })}</span>
      </span>
      <span className="value-target">
        {suggestion && !decided && (
          <Button onClick={() => onChoose(suggestion)}>
            {t('import.meant', { title: options.find((option) => option.value === suggestion)?.label ?? suggestion })}
          </Button>
        )}
        <TargetPicker
          field={field}
          match={match}
          value={chosen}
          label={t('import.valueFor', { value: item.value })}
          onChange={onChoose}
        />
        {decided && (
          <Button type="text" icon={<Undo2 size={16} />} aria-label={t('import.undo')} onClick={() => onChoose(undefined)} />
        )}
      </span>
    </div>
  );
}
