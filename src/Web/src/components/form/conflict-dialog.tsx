import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Titles } from '@/api/types';
import { FieldView } from '@/fields/field-view';
import { UserName } from '@/fields/user/view';
import type { FormModel } from '@/lib/form-model';
import { mergeTitles, TitlesContext } from '@/lib/titles';
import { useFormat } from '@/lib/use-format';
import { useContext } from 'react';
import type { Difference } from './conflict';

type Props = {
  model: FormModel;
  found: Difference[];
  by: number | null;
  at: string | null;
  titles: Titles;
  onDecide: (choice: Record<string, 'yours' | 'theirs'>) => void;
  onCancel: () => void;
};

/** Yours and theirs, field by field, nothing chosen beforehand. */
export function ConflictDialog({ model, found, by, at, titles, onDecide, onCancel }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [choice, setChoice] = useState<Record<string, 'yours' | 'theirs'>>({});
  const known = useContext(TitlesContext);
  const complete = found.every((item) => choice[item.key]);
  return (
    <TitlesContext value={mergeTitles(known, titles)}>
      <Modal
        open
        width={640}
        title={t('conflict.title')}
        onCancel={onCancel}
        footer={
          <>
            <Button onClick={onCancel}>{t('form.keepEditing')}</Button>
            <Button type="primary" disabled={!complete} onClick={() => onDecide(choice)}>
              {t('common.save')}
            </Button>
          </>
        }
      >
        <p className="second">
          {by !== null && <UserName id={by} />} {at && <span title={format.instant(at)}>{format.ago(at)}</span>}
        </p>
        {found.map((item) => {
          const field = model.fields.get(item.key);
          if (!field) return null;
          return (
            <fieldset key={item.key} className="conflict">
              <legend>{field.label}</legend>
              {(['yours', 'theirs'] as const).map((side) => (
                <label key={side} className={choice[item.key] === side ? 'conflict-side chosen' : 'conflict-side'}>
                  <input
                    type="radio"
                    name={`conflict-${item.key}`}
                    checked={choice[item.key] === side}
                    onChange={() => setChoice({ ...choice, [item.key]: side })}
                  />
                  <span>
                    <small>{t(side === 'yours' ? 'conflict.yours' : 'conflict.theirs')}</small>
                    <FieldView field={field} value={item[side]} />
                  </span>
                </label>
              ))}
            </fieldset>
          );
        })}
      </Modal>
    </TitlesContext>
  );
}
