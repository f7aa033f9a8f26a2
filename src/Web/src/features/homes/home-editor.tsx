import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { Trash2, TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePipelines } from '@/api/forms';
import { homesQuery, type PublishedHome, type SectionKind } from '@/api/homes';
import { useStored } from '@/components/definition/document-store';
import { Meanwhile } from '@/components/definition/meanwhile';
import { useWork } from '@/components/definition/use-work';
import { VersionsDrawer } from '@/components/definition/versions-drawer';
import { PageHeader } from '@/components/page-header';
import { SortableList } from '@/components/sortable/sortable-list';
import { useText } from '@/lib/text';
import { AddSection } from './add-section';
import { CalendarSettings } from './calendar-settings';
import {
  addSection,
  faultsBySection,
  finished,
  missing,
  moveSection,
  newSection,
  removeSection,
  setDocument,
  setSection,
  type HomeDraft,
  type Item,
} from './home-document';
import type { HomeStore } from './home-store';
import { PageSettings } from './page-settings';
import { Preview, usePreview } from './preview';
import { SectionSettings } from './section-settings';
import { PublishDialog } from './publish-dialog';
import { Toolbar } from './toolbar';
import { useHomeWords } from './use-home-words';

type Props = {
  store: HomeStore;
  /** Of the draft that was there; null when there was none. */
  revision: number | null;
  current: number | null;
  onReload: () => void;
};

/** A home page while it is designed, with what it would show beside it. */
export function HomeEditor({ store, revision, current, onReload }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const draft = useStored(store, (it) => it.doc());
  const refused = useStored(store, (it) => it.faults());
  const { key } = draft.document;
  const words = useHomeWords();
  const work = useWork(store, { kind: 'homes', key, revision, current, onReload });
  const [act, setAct] = useState<'versions' | 'publish' | null>(null);
  const homes = useQuery(homesQuery).data ?? noHomes;
  const pipelines = usePipelines();
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const shown = useMemo(() => finished(draft), [draft]);
  const preview = usePreview(shown.document);
  const unfinished = draft.items.filter((item) => missing(item.section) !== null);
  const faults = refused.length > 0 ? refused : preview.faults;
  const by = faultsBySection(faults, refused.length > 0 ? draft.items.map((item) => item.id) : shown.ids);
  const toggle = (id: number, isOpen: boolean) =>
    setOpen((before) => new Set(isOpen ? [...before, id] : [...before].filter((other) => other !== id)));
  const edit = (change: (now: HomeDraft) => HomeDraft, tag?: string) => store.edit(change, tag);
  const add = (kind: SectionKind) => {
    const title = { en: t(`homes.kindTitle.${kind}`, { lng: 'en' }), 'zh-CN': t(`homes.kindTitle.${kind}`, { lng: 'zh-CN' }) };
    edit((now) => addSection(now, newSection(kind, title, pipelines)));
    const made = store.doc().items.at(-1);
    if (made) toggle(made.id, true);
  };
  const publish = () => {
    // What is not finished opens, to be finished or taken out.
    if (unfinished.length > 0) setOpen((before) => new Set([...before, ...unfinished.map((item) => item.id)]));
    else void work.flush().then(() => setAct('publish'));
  };
  const nameOf = ({ section }: Item) => text(section.title, t(`homes.kind.${section.kind}`));
  return (
    <>
      <PageHeader title={text(draft.document.title, key)} />
      <Toolbar store={store} work={work} onVersions={() => setAct('versions')} onPublish={publish} />
      <Meanwhile store={store} work={work} words={words} />
      <div className="home-design">
        <div className="home-settings">
          {by.get(null)?.map((fault) => (
            <Alert key={fault.path + fault.code} type="error" title={fault.message} />
          ))}
          <PageSettings
            document={draft.document}
            homes={homes}
            onChange={(changes, tag) => edit((now) => setDocument(now, changes), tag)}
          />
          <section aria-labelledby="home-sections">
            <h2 id="home-sections">{t('homes.sections')}</h2>
            <p className="second">{t('homes.sectionsHelp')}</p>
            <SortableList
              label={t('homes.sections')}
              items={draft.items}
              nameOf={nameOf}
              open={open}
              onOpen={toggle}
              onMove={(from, to) => edit((now) => moveSection(now, from, to))}
              headOf={(item) => (
                <>
                  <span className="second">{t(`homes.kind.${item.section.kind}`)}</span>
                  {(by.has(item.id) || missing(item.section)) && (
                    <TriangleAlert size={16} className="home-faulty" role="img" aria-label={t('homes.faulty')} />
                  )}
                </>
              )}
              actsOf={(item) => (
                <Button
                  type="text"
                  size="small"
                  aria-label={t('itemList.remove', { name: nameOf(item) })}
                  icon={<Trash2 size={14} />}
                  onClick={() => edit((now) => removeSection(now, item.id))}
                />
              )}
            >
              {(item) => {
                const what = missing(item.section);
                return (
                  <>
                    {by.get(item.id)?.map((fault) => (
                      <Alert key={fault.path + fault.message} type="error" title={fault.message} />
                    ))}
                    {what && <Alert type="info" title={t(`homes.missing.${what}`)} />}
                    <SectionSettings
                      section={item.section}
                      onChange={(section, tag) => edit((now) => setSection(now, item.id, section), tag && `${tag} ${item.id}`)}
                    />
                  </>
                );
              }}
            </SortableList>
            <AddSection present={draft.items.map((item) => item.section.kind)} onAdd={add} />
          </section>
          <CalendarSettings
            calendar={draft.document.calendar ?? []}
            faults={by.get(null) ?? []}
            onChange={(calendar) => edit((now) => setDocument(now, { calendar }))}
          />
        </div>
        <Preview preview={preview} />
      </div>
      {act === 'versions' && (
        <VersionsDrawer
          kind="homes"
          definition={key}
          now={store.document()}
          words={words}
          onTake={(document) => store.replace(document)}
          onClose={() => setAct(null)}
        />
      )}
      {act === 'publish' && (
        <PublishDialog
          store={store}
          onPublished={work.discard}
          onStale={() => {
            work.overtaken();
            setAct(null);
          }}
          onClose={() => setAct(null)}
        />
      )}
    </>
  );
}

const noHomes: PublishedHome[] = [];
