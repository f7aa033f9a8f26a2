import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { Redo2, RotateCcw, Undo2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { metricsQuery, type Dashboard, type Measure, type Widget } from '@/api/reports';
import { App } from '@/components/feedback';
import { useMembers } from '@/components/filter/use-members';
import { Loading } from '@/components/states';
import { languages, ownFirst } from '@/lib/i18n';
import type { QueryType } from '@/widgets/registry';
import { WidgetBody } from '@/widgets/widget-card';
import { Explain } from '../explain';
import { emptyDraft, isBlankDraft, withCount, withField, withMetric, type Draft } from './draft';
import { examplesOf } from './examples';
import { FieldTree } from './field-tree';
import { FollowSettings } from './follow-settings';
import { GoneFields, goneIn } from './gone';
import { KindPicker } from './kind-picker';
import { Look } from './look';
import { NewMetric } from './new-metric';
import { usePreview } from './preview';
import { suggest, type Facts } from './suggest';
import { useHistory } from './use-history';
import { useNames } from './use-names';
import { conditionOn, Wells } from './wells';
import { drawnKind, queryOfWork, titleOfWork, widgetOf, workOf, type Work } from './widget-work';
import { measureWords, titleWords, type Names } from './words';
import './widget-editor.css';

type Props = {
  widget: Widget;
  dashboard: Pick<Dashboard, 'source' | 'filters'>;
  onDone: (widget: Widget) => void;
  onCancel: () => void;
};

/** One question: fields left, its drawing in the middle, what it asks right. */
export function WidgetEditor({ widget, dashboard, onDone, onCancel }: Props) {
  const first = widget.query?.source ?? dashboard.source;
  const members = useMembers(first);
  const names = useNames(first, members);
  // Titles that write themselves do so in both languages: both must be there before the first is read.
  if (members.size === 0 || names.length < languages.length) return <Loading rows={8} />;
  return <Editor widget={widget} dashboard={dashboard} source={first} names={names} onDone={onDone} onCancel={onCancel} />;
}

type EditorProps = Props & { source: string; names: Names[] };

function Editor({ widget, dashboard, source, names: firstNames, onDone, onCancel }: EditorProps) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const {
    value: work,
    change,
    undo,
    redo,
    canUndo,
    canRedo,
  } = useHistory<Work>(() => {
    const read = workOf(widget, firstNames);
    return read.draft.source ? read : { ...read, draft: emptyDraft(source) };
  });
  const { draft, options } = work;
  const members = useMembers(draft.source);
  const names = useNames(draft.source, members);
  const metrics = (useQuery(metricsQuery).data ?? []).filter((metric) => metric.source === draft.source);
  const [metric, setMetric] = useState<Measure>();
  const gone = goneIn(draft, members, metrics);
  const typeOf = (member: string) => members.get(member)?.type;
  const [rows, setRows] = useState<number>();
  const facts: Facts = { typeOf, rows, top: options.top };
  const kind = drawnKind(work, facts) as QueryType;
  const query = useMemo(() => queryOfWork(work, kind, names), [work, kind, names]);
  const blank = isBlankDraft(draft);
  const { answer, data, busy } = usePreview(blank || members.size === 0 ? undefined : query);
  useEffect(() => setRows(data && !data.others ? data.rows.length : undefined), [data]);
  const setDraft = (next: Draft, tag?: string) => change((before) => ({ ...before, draft: next }), tag);
  const current = names[0];
  if (!current) return <Loading rows={8} />;
  const title = titleOfWork(work, names);
  const nameOf = (id: string) => {
    const measure = draft.show.find((item) => item.id === id);
    if (measure) return measureWords(measure, draft.show, current);
    const group = [...draft.by, draft.split, draft.time].find((item) => item?.id === id);
    return current.member(group?.field ?? id);
  };
  const drawn: Widget = { ...widget, type: kind, title, options };
  const addField = (key: string, well: 'show' | 'by' | 'split' | 'time' | 'only') => {
    const field = members.get(key);
    if (!field) return;
    if (well === 'only') setDraft({ ...draft, only: conditionOn(draft, field) });
    else setDraft(withField(draft, field, well));
  };
  const changeSource = (next: string) => {
    const start = () => change({ draft: emptyDraft(next), kind: undefined, title: work.title, options: {}, follows: {} });
    if (blank) start();
    else
      modal.confirm({
        title: t('builder.sourceAsk'),
        okText: t('builder.sourceChange'),
        cancelText: t('common.cancel'),
        onOk: start,
      });
  };
  const done = () => onDone(widgetOf(widget, work, facts, names));
  return (
    <div className="widget-editor" role="group" aria-label={t('builder.editor')}>
      <div className="editor-bar">
        <Titles work={work} names={names} onTitle={(next) => change((before) => ({ ...before, title: next }), 'title')} />
        <Button type="text" icon={<Undo2 size={16} />} aria-label={t('builder.undo')} disabled={!canUndo} onClick={undo} />
        <Button type="text" icon={<Redo2 size={16} />} aria-label={t('builder.redo')} disabled={!canRedo} onClick={redo} />
        <Button
          onClick={() => {
            if (!canUndo) onCancel();
            else
              modal.confirm({
                title: t('builder.discardAsk'),
                okText: t('builder.discard'),
                cancelText: t('builder.keepOn'),
                onOk: onCancel,
              });
          }}
        >
          {t('common.cancel')}
        </Button>
        <Button type="primary" disabled={blank} onClick={done}>
          {t('builder.done')}
        </Button>
      </div>
      <FieldTree
        source={draft.source}
        onSource={changeSource}
        members={members}
        metrics={metrics}
        onField={addField}
        onCount={() => setDraft(withCount(draft))}
        onMetric={(key) => setDraft(withMetric(draft, key))}
      />
      <div className="editor-stage">
        <GoneFields gone={gone} draft={draft} members={members} metrics={metrics} nameOf={nameOf} onChange={setDraft} />
        {blank ? (
          <Examples source={draft.source} members={members} names={current} onPick={setDraft} />
        ) : (
          <section className={`widget placed ${kind}${busy ? ' busy' : ''}`} aria-label={t('builder.preview')} aria-busy={busy}>
            <header>
              <h2>{title[current.language]}</h2>
            </header>
            <WidgetBody
              key={kind}
              widget={drawn}
              answer={answer}
              title={title[current.language] ?? ''}
              onPick={() => undefined}
            />
          </section>
        )}
        {data && (
          <details className="in-words">
            <summary>{t('explain.title')}</summary>
            <Explain data={data} />
          </details>
        )}
      </div>
      <div className="editor-side">
        <KindPicker
          draft={draft}
          facts={facts}
          kind={kind}
          suggested={suggest(draft, facts)}
          onKind={(next) => change((before) => ({ ...before, kind: next }))}
        />
        <Wells draft={draft} members={members} names={current} onChange={setDraft} onSaveMetric={setMetric} />
        {!blank && (
          <Look
            draft={draft}
            kind={kind}
            options={options}
            data={data}
            nameOf={nameOf}
            onDraft={setDraft}
            onOptions={(next) => change((before) => ({ ...before, options: next }), 'options')}
          />
        )}
        {!blank && (
          <FollowSettings
            dashboard={dashboard}
            source={draft.source}
            members={members}
            nameOf={nameOf}
            follows={work.follows}
            onChange={(next) => change((before) => ({ ...before, follows: next }))}
          />
        )}
      </div>
      {metric && (
        <NewMetric
          measure={metric}
          draft={draft}
          names={names}
          onClose={() => setMetric(undefined)}
          onSaved={(key) => {
            setMetric(undefined);
            setDraft({
              ...draft,
              show: draft.show.map((item) => (item.id === metric.id ? { id: item.id, metric: key } : item)),
            });
          }}
        />
      )}
    </div>
  );
}

type TitlesProps = { work: Work; names: Names[]; onTitle: (title: Work['title']) => void };

/** The title in both languages; until somebody types, it says what is shown. */
export function Titles({ work, names, onTitle }: TitlesProps) {
  const { t } = useTranslation();
  const shown = titleOfWork(work, names);
  return (
    <div className="editor-titles">
      {ownFirst().map(({ key, name }) => (
        <Input
          key={key}
          lang={key}
          maxLength={200}
          aria-label={t('builder.titleIn', { language: name })}
          placeholder={t('builder.titleIn', { language: name })}
          value={shown[key] ?? ''}
          onChange={(event) => onTitle({ ...shown, [key]: event.target.value })}
        />
      ))}
      {work.title && (
        <Button
          type="text"
          icon={<RotateCcw size={16} />}
          aria-label={t('builder.titleItself')}
          title={t('builder.titleItself')}
          onClick={() => onTitle(undefined)}
        />
      )}
    </div>
  );
}

type ExampleProps = {
  source: string;
  members: ReturnType<typeof useMembers>;
  names: Names;
  onPick: (draft: Draft) => void;
};

function Examples({ source, members, names, onPick }: ExampleProps) {
  const { t } = useTranslation();
  const examples = useMemo(() => examplesOf(source, members), [source, members]);
  return (
    <div className="examples">
      <p>{t('builder.empty')}</p>
      <ul>
        {examples.map((draft, index) => (
          <li key={index}>
            <Button onClick={() => onPick(draft)}>{titleWords(draft, names)}</Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
