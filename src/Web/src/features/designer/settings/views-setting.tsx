import { Checkbox, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormView } from '@/api/types';
import { SettingRow } from '@/components/settings/setting-inputs';
import { viewsNamed } from '@/lib/form-views';

const all: FormView[] = ['list', 'board'];

type Props = { value: FormView[] | undefined; hasPipeline: boolean; onChange: (views: FormView[] | undefined) => void };

/** Which ways of looking at the records there are, and which of them opens first. One always stays. */
export function ViewsSetting({ value, hasPipeline, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const named = value ?? all;
  // A board waits for its pipeline: what the document says of it stays until then.
  const shown = named.filter((view) => view === 'list' || hasPipeline);
  const isOn = (view: FormView) => (shown.length > 0 ? shown : ['list']).includes(view);
  const toggle = (view: FormView, on: boolean) =>
    onChange(viewsNamed(on ? [...named, view] : named.filter((item) => item !== view)));
  return (
    <div className="setting" role="group" aria-labelledby={id}>
      <span className="setting-label" id={id}>
        {t('setting.views')}
      </span>
      {all.map((view) => (
        <Checkbox
          key={view}
          checked={isOn(view)}
          disabled={(view === 'board' && !hasPipeline) || (isOn(view) && shown.length < 2)}
          onChange={(event) => toggle(view, event.target.checked)}
        >
          {t(`nav.${view}`)}
        </Checkbox>
      ))}
      <div className="control-help">{t(hasPipeline ? 'setting.viewsHelp' : 'setting.viewsNoPipeline')}</div>
      {shown.length > 1 && (
        <SettingRow label={t('setting.viewFirst')}>
          {(first) => (
            <Select
              id={first}
              className="fill"
              value={shown[0]}
              options={all.map((view) => ({ value: view, label: t(`nav.${view}`) }))}
              onChange={(view: FormView) => onChange(viewsNamed([view, ...named.filter((item) => item !== view)]))}
            />
          )}
        </SettingRow>
      )}
    </div>
  );
}
