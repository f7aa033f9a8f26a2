import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formsQuery } from '@/api/forms';
import { FaultRegion } from '@/components/definition/fault-region';
import { Meanwhile } from '@/components/definition/meanwhile';
import { useDelete } from '@/components/definition/use-delete';
import { useWork } from '@/components/definition/use-work';
import { VersionsDrawer } from '@/components/definition/versions-drawer';
import { App } from '@/components/feedback';
import { FormIcon } from '@/components/form-icon';
import { PageHeader } from '@/components/page-header';
import { usePhone } from '@/lib/media';
import { currentLanguage, formTitle } from '@/lib/text';
import { Canvas } from './canvas';
import { useDesigner, useStore } from './designer-store';
import { Palette } from './palette';
import { PhonePanes } from './phone-panes';
import { SettingsPane } from './settings/settings-pane';
import { Toolbar, type ToolbarAct } from './toolbar';
import { useFaultPlace } from './use-fault-place';
import { useFormWords } from './use-form-words';

const Preview = lazy(() => import('./preview').then((part) => ({ default: part.Preview })));
const PublishSheet = lazy(() => import('./publish-sheet').then((part) => ({ default: part.PublishSheet })));
const ExpertView = lazy(() => import('./expert-view').then((part) => ({ default: part.ExpertView })));
const ImportDialog = lazy(() => import('./import-dialog').then((part) => ({ default: part.ImportDialog })));

type Props = { form: string; revision: number | null; currentVersion: number | null; onReload: () => void };

/** Palette, canvas and settings around one document. */
export function Designer({ form, revision, currentVersion, onReload }: Props) {
  const { t } = useTranslation();
  const store = useStore();
  const { message } = App.useApp();
  const phone = usePhone();
  const words = useFormWords();
  const work = useWork(store, { kind: 'forms', key: form, revision, current: currentVersion, onReload });
  const [open, setOpen] = useState<ToolbarAct | null>(null);
  const [spoken, setSpoken] = useState('');
  const root = useRef<HTMLDivElement>(null);
  const title = useDesigner((state) => formTitle(state.doc(), currentLanguage()));
  const icon = useDesigner((state) => state.doc()['x-form'].icon);
  const color = useDesigner((state) => state.doc()['x-form'].color);
  const faults = useDesigner((state) => state.faults());
  const placeOf = useFaultPlace();

  const remove = useDelete({
    work,
    title: t('designer.deleteTitle', { form: title }),
    hint: t('designer.deleteHint'),
    to: '/build',
    changes: [formsQuery.queryKey],
    onDeleted: () => void message.success(t('designer.deleted', { form: title })),
  });
  const act = (wanted: ToolbarAct) => {
    if (wanted === 'discard') work.askDiscard();
    else if (wanted === 'delete') remove();
    else setOpen(wanted);
  };
  const close = () => setOpen(null);

  return (
    <div ref={root} className="designer">
      <PageHeader title={title || form} icon={<FormIcon name={icon} color={color} size={20} />} />
      <Toolbar state={work.state} onAct={act} />
      <Meanwhile store={store} work={work} words={words} />
      <FaultRegion faults={faults} placeOf={placeOf} />
      {phone ? (
        <PhonePanes onAnnounce={setSpoken} />
      ) : (
        <div className="designer-panes">
          <Palette />
          <Canvas onAnnounce={setSpoken} />
          <SettingsPane />
        </div>
      )}
      <div className="visually-hidden" role="status">
        {spoken}
      </div>
      <Suspense fallback={null}>
        {open === 'preview' && <Preview onClose={close} />}
        {open === 'versions' && (
          <VersionsDrawer
            kind="forms"
            definition={form}
            now={store.document()}
            words={words}
            onTake={(document) => store.replace(document)}
            onClose={close}
          />
        )}
        {open === 'expert' && <ExpertView onClose={close} />}
        {open === 'import' && <ImportDialog onClose={close} />}
        {open === 'publish' && (
          <PublishSheet
            onClose={close}
            flush={work.flush}
            onPublished={work.discard}
            onStale={() => {
              work.overtaken();
              close();
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
