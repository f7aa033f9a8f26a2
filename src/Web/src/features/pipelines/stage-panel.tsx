import { Button, Segmented, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stage } from '@/api/types';
import { NumberSetting, SettingRow } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';
import { useText } from '@/lib/text';
import { FieldChoice } from './field-choice';
import { usePipelineDesign, usePipelineDoc } from './pipeline-context';
import { openOf, removeStage, setKind, setStage, stageColors, type StageDocument } from './pipeline-document';
import { StageDo, StageEnter, StageLeave } from './stage-rules';
import { StageKey } from './stage-key';

const tabs = ['general', 'enter', 'do', 'leave', 'guidance'] as const;
type Tab = (typeof tabs)[number];
type Props = { stage: StageDocument; onSelect: (key: string | null) => void };
type PanelProps = Props & { isNew: boolean };

/** All that is said of one stage. One just added waits for its name. */
export function StagePanel({ stage, isNew, onSelect }: PanelProps) {
  const { t } = useTranslation();
  const text = useText();
  const { store } = usePipelineDesign();
  const [tab, setTab] = useState<Tab>('general');
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const input = isNew ? box.current?.querySelector<HTMLInputElement>('[data-name]') : null;
    input?.focus();
    input?.select();
  }, [isNew]);
  // Nothing is done at a stage that closes, and nobody leaves it forward.
  const shown: readonly Tab[] = stage.kind === 'open' ? tabs : ['general', 'enter'];
  const current = shown.includes(tab) ? tab : 'general';
  const set = (changes: Partial<StageDocument>, tag?: string) =>
    store.edit((doc) => setStage(doc, stage.key, changes), tag && `${tag}:${stage.key}`);
  return (
    <aside ref={box} className="stage-panel-design" aria-label={text(stage.title, stage.key)}>
      <Segmented
        block
        size="small"
        value={current}
        options={shown.map((item) => ({ value: item, label: t(`stageTab.${item}`) }))}
        onChange={setTab}
      />
      <div className="settings-body">
        {current === 'general' && <StageGeneral stage={stage} set={set} onSelect={onSelect} />}
        {current === 'enter' && <StageEnter stage={stage} set={set} />}
        {current === 'do' && <StageDo stage={stage} set={set} />}
        {current === 'leave' && <StageLeave stage={stage} set={set} />}
        {current === 'guidance' && <StageGuidance stage={stage} set={set} />}
      </div>
    </aside>
  );
}

type SettingsProps = Props & { set: (changes: Partial<StageDocument>, tag?: string) => void };

export function StageGuidance({ stage, set }: Omit<SettingsProps, 'onSelect'>) {
  const { t } = useTranslation();
  return (
    <>
      <p className="second">{t('pipelineDesign.guidanceHelp')}</p>
      <TextPair
        long
        label={t('pipelineDesign.guidance')}
        value={stage.guidance}
        onChange={(guidance) => set({ guidance: Object.keys(guidance).length ? guidance : undefined }, 'guidance')}
      />
    </>
  );
}

export function StageGeneral({ stage, set, onSelect }: SettingsProps) {
  const { t } = useTranslation();
  const text = useText();
  const { store } = usePipelineDesign();
  const doc = usePipelineDoc();
  const isLastOpen = stage.kind === 'open' && openOf(doc).length === 1;
  const remove = () => {
    store.edit((now) => removeStage(now, stage.key));
    onSelect(null);
  };
  return (
    <>
      <TextPair isName label={t('pipelineDesign.name')} value={stage.title} onChange={(title) => set({ title }, 'title')} />
      <StageKey key={stage.key} stage={stage} onRenamed={onSelect} />
      <SettingRow label={t('pipelineDesign.kind')}>
        {(id) => (
          <Select
            id={id}
            className="fill"
            value={stage.kind}
            disabled={isLastOpen}
            options={(['open', 'won', 'lost'] as const).map((kind) => ({ value: kind, label: t(`stageKind.${kind}`) }))}
            onChange={(kind: Stage['kind']) => store.edit((now) => setKind(now, stage.key, kind))}
          />
        )}
      </SettingRow>
      <SettingRow label={t('setting.color')}>
        {() => (
          <div className="stage-colors" role="radiogroup" aria-label={t('setting.color')}>
            {stageColors.map((pair, index) => (
              <button
                key={pair.light}
                type="button"
                role="radio"
                aria-checked={stage.color?.light === pair.light}
                aria-label={t('options.color', { number: index + 1 })}
                style={{ background: `light-dark(${pair.light}, ${pair.dark})` }}
                onClick={() => set({ color: pair })}
              />
            ))}
          </div>
        )}
      </SettingRow>
      {stage.kind === 'open' && (
        <>
          <NumberSetting
            label={t('pipelineDesign.probability')}
            min={0}
            max={100}
            value={stage.probability}
            onChange={(probability) => set({ probability }, 'probability')}
          />
          <NumberSetting
            isWhole
            label={t('pipelineDesign.stale')}
            help={t('pipelineDesign.staleHelp')}
            min={1}
            max={3650}
            value={stage.staleAfterDays}
            onChange={(staleAfterDays) => set({ staleAfterDays }, 'stale')}
          />
        </>
      )}
      <FieldChoice
        label={t('pipelineDesign.dateField')}
        help={t('pipelineDesign.dateFieldHelp')}
        types={['date']}
        value={stage.dateField}
        onChange={(dateField) => set({ dateField })}
      />
      {doc.categories && doc.categories.length > 0 && (
        <SettingRow label={t('pipelineDesign.category')}>
          {(id) => (
            <Select
              id={id}
              className="fill"
              allowClear
              value={stage.category}
              options={doc.categories?.map((item) => ({ value: item.key, label: text(item.title, item.key) }))}
              onChange={(category: string | undefined) => set({ category })}
            />
          )}
        </SettingRow>
      )}
      <div className="setting-actions">
        <Button danger disabled={isLastOpen} onClick={remove}>
          {t('pipelineDesign.removeStage')}
        </Button>
      </div>
    </>
  );
}
