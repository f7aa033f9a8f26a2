import { useQuery } from '@tanstack/react-query';
import { Link, useBlocker } from '@tanstack/react-router';
import { Alert, Button, Dropdown, Modal } from 'antd';
import { ArrowLeft, Ellipsis, Redo2, Trash2, TriangleAlert, Undo2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePipelines } from '@/api/forms';
import { homesQuery, type HomeDocument, type PublishedHome, type SectionKind } from '@/api/homes';
import { DocumentStore, useStored } from '@/components/definition/document-store';
import { SortableList } from '@/components/sortable/sortable-list';
import { useText } from '@/lib/text';
import { AddSection } from './add-section';
import { CalendarSettings } from './calendar-settings';
import {
  addSection,
  closeHome,
  faultsBySection,
  finished,
  missing,
  moveSection,
  newSection,
  openHome,
  removeSection,
  setDocument,
  setSection,
  type HomeDraft,
  type Item,
} from './home-document';
import { PageSettings } from './page-settings';
import { Preview, usePreview } from './preview';
import { SectionSettings } from './section-settings';
import { usePublishing } from './use-publishing';
import { ViewAs } from './view-as';

type Props = {
  document: HomeDocument;
  /** Null for one that is not published yet. */
  version: number | null;
  onPublished?: (key: string) => void;
  onGone?: () => void;
};

/** A home page while it is designed, with what it would show beside it. */
export function HomeEditor({ document, version, onPublished, onGone }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const [store] = useState(
    () => new DocumentStore<HomeDraft>(openHome(document), version === null ? null : openHome(document), version),
  );
  const draft = useStored(store, (it) => it.doc());
  const published = useStored(store, (it) => it.published);
  const canUndo = useStored(store, (it) => it.canUndo());
  const canRedo = useStored(store, (it) => it.canRedo());
  const homes = useQuery(homesQuery).data ?? noHomes;
  const pipelines = usePipelines();
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const shown = useMemo(() => finished(draft), [draft]);
  const preview = usePreview(shown.document);
  const isDirty = useMemo(
    () => JSON.stringify(closeHome(draft)) !== JSON.stringify(closeHome(published ?? openHome(document))),
    [draft, published, document],
  );
  const work = usePublishing(store, { onPublished, onGone });
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && !work.isLeaving() && current.pathname !== next.pathname,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
  const unfinished = draft.items.filter((item) => missing(item.section) !== null);
  const faults = work.faults.length > 0 ? work.faults : preview.faults;
  const by = faultsBySection(faults, work.faults.length > 0 ? draft.items.map((item) => item.id) : shown.ids);
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
    else work.publish();
  };
  const nameOf = ({ section }: Item) => text(section.title, t(`homes.kind.${section.kind}`));
  return (
    <>
      <div className="designer-bar home-bar">
        <Link to="/build" className="designer-back">
          <ArrowLeft size={16} aria-hidden /> {t('nav.build')}
        </Link>
        <span className="draft-state" role="status">
          {isDirty || version === null ? t('homes.unpublished') : t('homes.published')}
        </span>
        <span className="grow" />
        <Button type="text" aria-label={t('designer.undo')} icon={<Undo2 size={16} />} disabled={!canUndo} onClick={store.undo} />
        <Button type="text" aria-label={t('designer.redo')} icon={<Redo2 size={16} />} disabled={!canRedo} onClick={store.redo} />
        {version !== null && (
          <>
            <ViewAs roles={draft.document.roles ?? []} disabled={isDirty} />
            <Dropdown
              trigger={['click']}
              placement="bottomRight"
              menu={{ items: [{ key: 'delete', label: t('homes.delete'), danger: true }], onClick: work.askDelete }}
            >
              <Button icon={<Ellipsis size={18} />} aria-label={t('common.more')} />
            </Dropdown>
          </>
        )}
        <Button type="primary" disabled={!isDirty && version !== null} loading={work.isPublishing} onClick={publish}>
          {t('publish.publish')}
        </Button>
      </div>
      <div className="home-design">
        <div className="home-settings">
          {work.isStale && (
            <Alert
              type="warning"
              title={t('homes.stale')}
              action={
                <span className="home-stale">
                  <Button size="small" onClick={work.takeTheirs}>
                    {t('designer.takeTheirs')}
                  </Button>
                  <Button size="small" onClick={work.publishMine}>
                    {t('homes.publishMine')}
                  </Button>
                </span>
              }
            />
          )}
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
      {blocker.status === 'blocked' && (
        <Modal
          open
          title={t('homes.leaveAsk')}
          onCancel={blocker.reset}
          footer={[
            <Button key="leave" danger onClick={blocker.proceed}>
              {t('builder.leave')}
            </Button>,
            <Button key="stay" type="primary" onClick={blocker.reset}>
              {t('builder.keepOn')}
            </Button>,
          ]}
        >
          <p>{t('homes.leaveHint')}</p>
        </Modal>
      )}
    </>
  );
}

const noHomes: PublishedHome[] = [];
