import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { forecastsQuery, type ForecastDocument } from '@/api/forecasts';
import { usePipelines } from '@/api/forms';
import type { Fault } from '@/api/types';
import { DesignBar } from '@/components/definition/design-bar';
import { useStored, type DocumentStore } from '@/components/definition/document-store';
import { FaultRegion } from '@/components/definition/fault-region';
import { Meanwhile } from '@/components/definition/meanwhile';
import { useDelete } from '@/components/definition/use-delete';
import { useWork } from '@/components/definition/use-work';
import { VersionsDrawer } from '@/components/definition/versions-drawer';
import { useMembers } from '@/components/filter/use-members';
import { PageHeader } from '@/components/page-header';
import { changed } from '@/lib/changed';
import { useText } from '@/lib/text';
import { FiguresSettings } from './figures-settings';
import { newForecast, partOf, setSplits, type Part } from './forecast-document';
import { PageSettings } from './page-settings';
import { PublishDialog } from './publish-dialog';
import { SplitsSettings } from './splits-settings';
import { TargetsSettings } from './targets-settings';
import { useForecastWords } from './use-forecast-words';

type Props = {
  store: DocumentStore<ForecastDocument>;
  /** Of the draft that was there; null when there was none. */
  revision: number | null;
  current: number | null;
  onReload: () => void;
};

const goTo = (part: Part) => window.document.getElementById(`forecast-${part}`)?.scrollIntoView({ block: 'start' });

/** A forecast while it is designed. */
export function ForecastEditor({ store, revision, current, onReload }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const document = useStored(store, (it) => it.doc());
  const faults = useStored(store, (it) => it.faults());
  const isPublished = useStored(store, (it) => it.published !== null);
  const words = useForecastWords();
  const { key } = document;
  const work = useWork(store, { kind: 'forecasts', key, revision, current, onReload });
  const [act, setAct] = useState<'versions' | 'publish' | null>(null);
  const pipelines = usePipelines();
  const pipeline = pipelines.find((item) => item.key === document.pipeline);
  const members = useMembers(pipeline?.form ?? '');
  const fields = [...members.values()].filter((field) => !field.key.includes('.'));
  const set = (changes: Partial<ForecastDocument>, tag?: string) => store.edit((now) => changed(now, changes), tag);
  const title = text(document.title, key);
  const askDelete = useDelete({
    work,
    title: t('forecasts.deleteAsk', { title }),
    hint: t('forecasts.deleteHint'),
    to: '/build',
    changes: [forecastsQuery.queryKey],
  });
  const choosePipeline = (chosen: string) => {
    const next = pipelines.find((item) => item.key === chosen);
    if (!next || chosen === document.pipeline) return;
    // Fields of another form mean nothing here: all of them are chosen anew.
    const { amount, weighted, date, closedOn, splits } = newForecast(key, {}, next, []);
    const moved = next.form !== pipeline?.form;
    set({ pipeline: chosen, ...(moved && { amount, weighted, date, closedOn, splits, targets: undefined }) });
  };
  const placeOf = ({ path }: Fault) => {
    const part = partOf(path);
    return { name: t(part === 'page' ? 'build.page' : `forecasts.${part}`), onGo: () => goTo(part) };
  };
  return (
    <>
      <PageHeader title={title} />
      <DesignBar
        store={store}
        work={work}
        back={{ to: '/build', label: t('nav.build') }}
        menu={isPublished ? [{ key: 'delete', label: t('forecasts.delete'), danger: true, onClick: askDelete }] : []}
        onVersions={() => setAct('versions')}
        onPublish={() => void work.flush().then(() => setAct('publish'))}
      >
        {isPublished && (
          <Link to="/forecasts/$key" params={{ key }}>
            <Button tabIndex={-1}>{t('forecasts.open')}</Button>
          </Link>
        )}
      </DesignBar>
      <Meanwhile store={store} work={work} words={words} />
      <FaultRegion faults={faults} placeOf={placeOf} />
      <div className="forecast-settings">
        <PageSettings document={document} onChange={set} />
        <FiguresSettings document={document} fields={fields} faults={faults} onPipeline={choosePipeline} onChange={set} />
        <SplitsSettings
          splits={document.splits}
          members={members}
          stage={pipeline?.field ?? 'stage'}
          faults={faults}
          onChange={(splits) => store.edit((now) => setSplits(now, splits), 'splits')}
        />
        <TargetsSettings
          targets={document.targets}
          splits={document.splits}
          members={members}
          faults={faults}
          onChange={(targets) => set({ targets })}
        />
      </div>
      {act === 'versions' && (
        <VersionsDrawer
          kind="forecasts"
          definition={key}
          now={document}
          words={words}
          onTake={(taken) => store.replace(taken)}
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
