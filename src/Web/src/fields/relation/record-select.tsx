import { useQuery } from '@tanstack/react-query';
import { Button, Divider, Select } from 'antd';
import { Plus } from 'lucide-react';
import { useContext, useState, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormInfo } from '@/api/forms';
import { pageQuery } from '@/api/records';
import type { Filter } from '@/api/types';
import { formTitle } from '@/lib/text';
import { TitlesContext, useRecordTitle } from '@/lib/titles';
import { useDebounced } from '@/lib/use-debounced';
import { useFormat } from '@/lib/use-format';
import { QuickCreateContext } from '../quick-create';
import { inputAttributes, type InputProps } from '../types';

/** Values that the offered records have, and new ones begin with. */
export type Narrowing = Record<string, unknown>;
export type Choice = { value: number | string; label: string };
type Props = Omit<InputProps, 'field' | 'value' | 'onChange'> & {
  form: string;
  chosen: (number | string)[];
  many?: boolean;
  narrow?: Narrowing;
  extra?: Choice[];
  onPick: (chosen: Choice[]) => void;
};

const filterOf = (narrow: Narrowing): Filter => ({
  and: Object.entries(narrow).map(([member, value]) => ({ member, operator: 'equals', values: [value] })),
});
// A press on a button of the list must not close it.
const keepFocus = (event: MouseEvent) => event.preventDefault();

/** Searches the records of a form; what is not found can be created on the spot where the form around allows it. */
export function RecordSelect(props: Props) {
  const { form, chosen, many, narrow, extra = [], onPick } = props;
  const { t } = useTranslation();
  const { language } = useFormat();
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const settled = useDebounced(search);
  const [all, setAll] = useState(false);
  const filter = narrow && !all ? filterOf(narrow) : undefined;
  const info = useFormInfo(form);
  const known = useContext(TitlesContext)[form];
  const create = useContext(QuickCreateContext);
  const titleKey = info?.recordTitle ?? 'name';
  const { data, isFetching } = useQuery({
    ...pageQuery(form, { search: settled || undefined, filter, limit: 20, expand: '*' }),
    enabled: open && info !== undefined,
  });
  const firstId = chosen.find((value): value is number => typeof value === 'number');
  const firstTitle = useRecordTitle(form, firstId);
  const [picked, setPicked] = useState<Record<string, string>>({});
  const labelOf = (value: number | string) =>
    extra.find((item) => item.value === value)?.label ??
    picked[value] ??
    known?.[String(value)] ??
    (value === firstId ? firstTitle : `#${value}`);
  const options: Choice[] = [
    ...(settled ? [] : extra),
    ...(data?.items ?? []).map((record) => ({ value: record.id, label: String(record[titleKey] ?? `#${record.id}`) })),
  ];
  const pick = (next: Choice[]) => {
    setPicked((before) => ({ ...before, ...Object.fromEntries(next.map((item) => [item.value, item.label])) }));
    onPick(next);
  };
  const shown = chosen.map((value) => ({ value, label: labelOf(value) }));
  const canCreate = create && info?.can.create && !many && form !== 'user';

  return (
    <Select<Choice | Choice[] | null>
      {...inputAttributes(props)}
      className="fill"
      placeholder={props.placeholder}
      mode={many ? 'multiple' : undefined}
      labelInValue
      allowClear
      loading={isFetching}
      value={many ? shown : (shown[0] ?? null)}
      options={options}
      open={open}
      onOpenChange={setOpen}
      showSearch={{ filterOption: false, onSearch: setSearch, searchValue: search }}
      notFoundContent={isFetching ? t('common.searching') : t('field.noneFound')}
      onChange={(next) => {
        const list = Array.isArray(next) ? next : next ? [next] : [];
        pick(list.map((item) => ({ value: item.value, label: String(item.label) })));
        setSearch('');
      }}
      popupRender={(menu) => (
        <>
          {menu}
          {(narrow || canCreate) && <Divider className="tight" />}
          {narrow && (
            <Button type="text" block className="start" onMouseDown={keepFocus} onClick={() => setAll(!all)}>
              {t(all ? 'field.offerFitting' : 'field.offerAll')}
            </Button>
          )}
          {canCreate && (
            <Button
              type="text"
              block
              className="start"
              icon={<Plus size={16} />}
              onMouseDown={keepFocus}
              onClick={() => {
                setOpen(false);
                create({ form, text: search, preset: narrow, done: (made) => pick([{ value: made.id, label: made.title }]) });
              }}
            >
              {t('field.createRelated', { form: formTitle(info, language), text: search })}
            </Button>
          )}
        </>
      )}
    />
  );
}
