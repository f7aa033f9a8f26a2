import { Dropdown, Input, Select } from 'antd';
import { EllipsisVertical, Search, Sigma } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForms } from '@/api/forms';
import type { Metric } from '@/api/reports';
import { FormIcon } from '@/components/form-icon';
import type { Field } from '@/lib/form-model';
import { currentLanguage, formPlural, pickText } from '@/lib/text';
import { accepts, wellFor, type Well } from './draft';
import { FieldIcon } from './field-icon';
import { useDraggable, type Dragged } from './use-drag';

const wells: Well[] = ['show', 'by', 'split', 'time', 'only'];

type Props = {
  source: string;
  /** Absent where the form is settled. */
  onSource?: (source: string) => void;
  members: Map<string, Field>;
  metrics: Metric[];
  onField: (key: string, well: Well) => void;
  onCount: () => void;
  onMetric: (key: string) => void;
};

/** Fields of the form and, one step away, of the records it points to. Click adds, dragging places. */
export function FieldTree({ source, onSource, members, metrics, onField, onCount, onMetric }: Props) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const forms = useForms().filter((form) => form.can.read);
  const [text, setText] = useState('');
  const sought = text.trim().toLocaleLowerCase();
  const found = (label: string) => label.toLocaleLowerCase().includes(sought);
  const sections = useMemo(() => sectionsOf(members), [members]);
  const shown = sections
    .map((section) => ({ ...section, fields: section.fields.filter((field) => found(field.label)) }))
    .filter((section) => section.fields.length > 0);
  const shownMetrics = metrics.filter((metric) => found(pickText(metric.title, language, metric.key)));
  return (
    <div className="field-tree" role="group" aria-label={t('builder.fields')}>
      <Select
        aria-label={t('builder.source')}
        showSearch={{ optionFilterProp: 'label' }}
        value={source}
        disabled={!onSource}
        options={forms.map((form) => ({ value: form.key, label: formPlural(form, language), icon: form.icon }))}
        optionRender={(option) => (
          <span className="tree-form">
            <FormIcon name={(option.data as { icon?: string }).icon} size={16} /> {option.label}
          </span>
        )}
        onChange={onSource}
      />
      <Input
        prefix={<Search size={16} aria-hidden />}
        placeholder={t('builder.search')}
        aria-label={t('builder.search')}
        allowClear
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="tree-scroll">
        {(sought === '' || found(t('builder.count')) || shownMetrics.length > 0) && (
          <ul aria-label={t('builder.figures')}>
            {(sought === '' || found(t('builder.count'))) && (
              <Figure dragged={{ kind: 'count' }} name={t('builder.count')} onPick={onCount} />
            )}
            {shownMetrics.map((metric) => (
              <Figure
                key={metric.key}
                dragged={{ kind: 'metric', key: metric.key }}
                name={pickText(metric.title, language, metric.key)}
                hint={pickText(metric.description, language)}
                onPick={() => onMetric(metric.key)}
              />
            ))}
          </ul>
        )}
        {shown.map((section) => (
          <details key={`${section.key} ${sought !== ''}`} open={section.key === '' || sought !== ''}>
            <summary>{section.key === '' ? t('builder.ownFields') : section.label}</summary>
            <ul>
              {section.fields.map((field) => (
                <TreeField key={field.key} field={field} label={short(field, section.label)} onField={onField} />
              ))}
            </ul>
          </details>
        ))}
        {shown.length === 0 && shownMetrics.length === 0 && <p className="third">{t('builder.noField', { text })}</p>}
      </div>
    </div>
  );
}

const short = (field: Field, section: string) =>
  field.label.startsWith(`${section} · `) ? field.label.slice(section.length + 3) : field.label;

type Section = { key: string; label: string; fields: Field[] };

/** The form's own fields, then one section for each link. */
function sectionsOf(members: Map<string, Field>): Section[] {
  const own: Section = { key: '', label: '', fields: [] };
  const linked = new Map<string, Section>();
  for (const [path, field] of members) {
    const [link = ''] = path.split('.');
    const from = members.get(link);
    if (path === link || from?.type === 'stage') own.fields.push(field);
    else {
      const section = linked.get(link) ?? { key: link, label: from?.label ?? link, fields: [] };
      section.fields.push(field);
      linked.set(link, section);
    }
  }
  return [own, ...linked.values()];
}

type FigureProps = { dragged: Dragged; name: string; hint?: string; onPick: () => void };

/** What is shown as it stands: the number of records, a named metric. */
function Figure({ dragged, name, hint, onPick }: FigureProps) {
  const ref = useDraggable<HTMLLIElement>(dragged);
  return (
    <li ref={ref} className="tree-row">
      <button type="button" className="tree-field" title={hint} onClick={onPick}>
        <Sigma size={16} aria-hidden className={dragged.kind === 'metric' ? 'field-icon metric' : 'field-icon'} />
        <span>{name}</span>
      </button>
    </li>
  );
}

type FieldProps = { field: Field; label: string; onField: Props['onField'] };

function TreeField({ field, label, onField }: FieldProps) {
  const { t } = useTranslation();
  const ref = useDraggable<HTMLLIElement>({ kind: 'field', key: field.key });
  return (
    <li ref={ref} className="tree-row">
      <button type="button" className="tree-field" onClick={() => onField(field.key, wellFor(field.type))}>
        <FieldIcon type={field.type} />
        <span>{label}</span>
      </button>
      <Dropdown
        trigger={['click']}
        autoFocus
        menu={{
          items: wells
            .filter((well) => accepts(well, field.type))
            .map((well) => ({ key: well, label: t('builder.addTo', { well: t(`builder.well.${well}`) }) })),
          onClick: ({ key }) => onField(field.key, key as Well),
        }}
      >
        <button type="button" className="icon-button" aria-label={t('builder.place', { field: field.label })}>
          <EllipsisVertical size={14} aria-hidden />
        </button>
      </Dropdown>
    </li>
  );
}
