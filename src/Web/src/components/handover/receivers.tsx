import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { HandoverForm } from '@/api/handovers';
import { RecordSelect } from '@/fields/relation/record-select';
import { useText } from '@/lib/text';
import type { Choice, Way } from './choice';

type Props = { choice: Choice; forms: HandoverForm[]; onChange: (choice: Choice) => void };

/** One receiver for all, several by turns, or one for each form. */
export function Receivers({ choice, forms, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  // What only goes along with its record needs no receiver of its own.
  const own = forms.filter((form) => form.count > form.along);
  const ways: Way[] = own.length > 1 ? ['one', 'even', 'form'] : ['one', 'even'];
  return (
    <section>
      <h2 id="handover-way">{t('handover.to')}</h2>
      <Radio.Group
        aria-labelledby="handover-way"
        value={choice.way}
        onChange={(event) => onChange({ ...choice, way: event.target.value as Way })}
        options={ways.map((value) => ({ value, label: t(`handover.way.${value}`) }))}
      />
      {choice.way === 'form' ? (
        own.map((form) => (
          <div key={form.form} className="handover-form">
            <span>{text(form.title, form.form)}</span>
            <RecordSelect
              form="user"
              label={t('handover.receiverOf', { form: text(form.title, form.form) })}
              chosen={form.form in choice.perForm ? [choice.perForm[form.form] as number] : []}
              onPick={([picked]) => {
                const perForm = { ...choice.perForm };
                if (picked) perForm[form.form] = Number(picked.value);
                else delete perForm[form.form];
                onChange({ ...choice, perForm });
              }}
            />
          </div>
        ))
      ) : (
        <RecordSelect
          key={choice.way}
          form="user"
          label={t('handover.to')}
          many={choice.way === 'even'}
          chosen={choice.way === 'one' ? choice.people.slice(0, 1) : choice.people}
          onPick={(picked) => onChange({ ...choice, people: picked.map((item) => Number(item.value)) })}
        />
      )}
    </section>
  );
}
