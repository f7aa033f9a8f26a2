import { Select } from 'antd';
import { Plus } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '@/lib/form-model';
import type { Well } from './draft';
import { useDropTarget, type Dragged } from './use-drag';

type Props = {
  well: Well;
  /** What may be added here, by name. */
  fields: Field[];
  onAdd: (key: string) => void;
  takes: (dragged: Dragged) => boolean;
  onDrop: (dragged: Dragged) => void;
  empty: boolean;
  extra?: ReactNode;
  children?: ReactNode;
};

/** A place for fields: dropped, or picked from the list behind its plus. */
export function WellBox({ well, fields, onAdd, takes, onDrop, empty, extra, children }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const { ref, over } = useDropTarget<HTMLElement>(takes, onDrop);
  const name = t(`builder.well.${well}`);
  return (
    <section ref={ref} className={over ? 'well over' : 'well'} data-well={well} aria-labelledby={id}>
      <header>
        <h3 id={id}>{name}</h3>
        {extra}
        <Select
          className="well-add"
          size="small"
          variant="borderless"
          aria-label={t('builder.addTo', { well: name })}
          placeholder={<Plus size={14} aria-hidden />}
          suffixIcon={null}
          value={null}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={260}
          placement="bottomRight"
          options={fields.map((field) => ({ value: field.key, label: field.label }))}
          onChange={(key: string | null) => key && onAdd(key)}
        />
      </header>
      {empty ? <p className="well-hint">{t(`builder.hint.${well}`)}</p> : children}
    </section>
  );
}
