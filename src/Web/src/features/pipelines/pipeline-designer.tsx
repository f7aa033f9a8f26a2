import { Link } from '@tanstack/react-router';
import { Button, Dropdown, Segmented, Tooltip } from 'antd';
import { ArrowLeft, Ellipsis, FlaskConical, History, Redo2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formsQuery, pipelinesQuery } from '@/api/forms';
import type { Fault } from '@/api/types';
import { useStored } from '@/components/definition/document-store';
import { FaultRegion } from '@/components/definition/fault-region';
import { Meanwhile } from '@/components/definition/meanwhile';
import { useDelete } from '@/components/definition/use-delete';
import { useWork } from '@/components/definition/use-work';
import { VersionsDrawer } from '@/components/definition/versions-drawer';
import { PageHeader } from '@/components/page-header';
import { useText } from '@/lib/text';
import { BoardTab } from './board-tab';
import { MovesTab } from './moves-tab';
import { usePipelineDesign, usePipelineDoc } from './pipeline-context';
import { PublishDialog } from './publish-dialog';
import { StageColumns } from './stage-columns';
import { StagePanel } from './stage-panel';
import { TryPanel } from './try-panel';
import { usePipelineWords } from './use-pipeline-words';
import { WithoutStage } from './without-stage';

const tabs = ['stages', 'moves', 'board'] as const;
type Tab = (typeof tabs)[number];
type Props = { revision: number | null; current: number | null; onReload: () => void };

/** Stages, moves and board of one pipeline, with a place to try them on a record. */
export function PipelineDesigner({ revision, current, onReload }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { store, counts } = usePipelineDesign();
  const doc = usePipelineDoc();
  const canUndo = useStored(store, (it) => it.canUndo());
  const canRedo = useStored(store, (it) => it.canRedo());
  const faults = useStored(store, (it) => it.faults());
  const words = usePipelineWords();
  const work = useWork(store, { kind: 'pipelines', key: doc.key, revision, current, onReload });
  const isPublished = store.published !== null;
  const askDelete = useDelete({
    work,
    title: t('pipelineDesign.deleteTitle', { title: text(doc.title, doc.key) }),
    hint: t('pipelineDesign.deleteHint'),
    to: '/build',
    changes: [pipelinesQuery.queryKey, formsQuery.queryKey, ['form', doc.form]],
  });
  const [tab, setTab] = useState<Tab>('stages');
  const [selected, setSelected] = useState<string | null>(doc.stages[0]?.key ?? null);
  const [added, setAdded] = useState<string | null>(null);
  const [isTrying, setTrying] = useState(false);
  const [isPublishing, setPublishing] = useState(false);
  const [isLooking, setLooking] = useState(false);
  const [spoken, setSpoken] = useState('');
  const stage = doc.stages.find((item) => item.key === selected);

  const placeOf = ({ path }: Fault) => {
    const of = doc.stages[Number(/^\/stages\/(\d+)/.exec(path)?.[1] ?? -1)];
    if (!of) return { name: path.startsWith('/moves') ? t('pipelineTab.moves') : text(doc.title, doc.key) };
    const onGo = () => {
      setTab('stages');
      setSelected(of.key);
    };
    return { name: text(of.title, of.key), onGo };
  };
  return (
    <div className="pipeline-designer">
      <PageHeader title={text(doc.title, doc.key)} />
      <div className="designer-bar">
        <Link to="/build" className="designer-back">
          <ArrowLeft size={16} aria-hidden /> {t('nav.build')}
        </Link>
        <Segmented
          value={tab}
          options={tabs.map((item) => ({ value: item, label: t(`pipelineTab.${item}`) }))}
          onChange={setTab}
        />
        <span className={`draft-state ${work.state}`} role="status">
          {t(`draftState.${work.state}`)}
        </span>
        <span className="grow" />
        <Tooltip title={t('designer.undoKeys')}>
          <Button
            type="text"
            aria-label={t('designer.undo')}
            icon={<Undo2 size={16} />}
            disabled={!canUndo}
            onClick={store.undo}
          />
        </Tooltip>
        <Tooltip title={t('designer.redoKeys')}>
          <Button
            type="text"
            aria-label={t('designer.redo')}
            icon={<Redo2 size={16} />}
            disabled={!canRedo}
            onClick={store.redo}
          />
        </Tooltip>
        {work.state !== 'none' && <Button onClick={work.askDiscard}>{t('designer.discard')}</Button>}
        <Button icon={<FlaskConical size={16} />} aria-pressed={isTrying} onClick={() => setTrying(!isTrying)}>
          {t('try.title')}
        </Button>
        {isPublished && (
          <Button icon={<History size={16} />} onClick={() => setLooking(true)}>
            {t('versions.title')}
          </Button>
        )}
        {isPublished && (
          <Dropdown
            trigger={['click']}
            autoFocus
            placement="bottomRight"
            menu={{ items: [{ key: 'delete', danger: true, label: t('common.delete'), onClick: askDelete }] }}
          >
            <Button icon={<Ellipsis size={18} />} aria-label={t('common.more')} />
          </Dropdown>
        )}
        <Button type="primary" onClick={() => void work.flush().then(() => setPublishing(true))}>
          {t('publish.publish')}
        </Button>
      </div>
      <Meanwhile store={store} work={work} words={words} />
      {(counts.get(null) ?? 0) > 0 && (
        <div className="designer-notice">
          <WithoutStage />
        </div>
      )}
      <FaultRegion faults={faults} placeOf={placeOf} />
      <div className="pipeline-body">
        {tab === 'stages' && (
          <div className="pipeline-stages">
            <StageColumns
              selected={selected}
              onSelect={setSelected}
              onAdd={(key) => {
                setAdded(key);
                setSelected(key);
              }}
              onAnnounce={setSpoken}
            />
            {stage ? (
              <StagePanel key={stage.key} stage={stage} isNew={stage.key === added} onSelect={setSelected} />
            ) : (
              <aside className="stage-panel-design second">{t('pipelineDesign.choose')}</aside>
            )}
          </div>
        )}
        {tab === 'moves' && <MovesTab />}
        {tab === 'board' && <BoardTab />}
      </div>
      {isTrying && <TryPanel onClose={() => setTrying(false)} />}
      <div className="visually-hidden" role="status">
        {spoken}
      </div>
      {isLooking && (
        <VersionsDrawer
          kind="pipelines"
          definition={doc.key}
          now={store.document()}
          words={words}
          onTake={(document) => store.replace(document)}
          onClose={() => setLooking(false)}
        />
      )}
      {isPublishing && (
        <PublishDialog
          onTouch={work.touch}
          onClose={() => setPublishing(false)}
          onPublished={work.discard}
          onStale={() => {
            work.overtaken();
            setPublishing(false);
          }}
        />
      )}
    </div>
  );
}
