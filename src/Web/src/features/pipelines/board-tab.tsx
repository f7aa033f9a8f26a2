import { Button, Input } from 'antd';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import '@/components/item-list/item-list.css';
import { TextPair } from '@/components/settings/text-pair';
import { BoardCard } from './board-card';
import { FieldChoice, numeric } from './field-choice';
import { usePipelineDesign, usePipelineDoc } from './pipeline-context';
import { newItemKey, setPipeline, type PipelineDocument } from './pipeline-document';
import { TaskFormSetting } from './task-form-setting';

/** The pipeline itself: its name, which fields it works with, what a card of its board shows. */
export function BoardTab() {
  const { t } = useTranslation();
  const { store } = usePipelineDesign();
  const doc = usePipelineDoc();
  const set = (changes: Partial<PipelineDocument>, tag?: string) => store.edit((now) => setPipeline(now, changes), tag);
  return (
    <div className="pipeline-settings">
      <section className="settings-body">
        <h2>{t('pipelineDesign.itself')}</h2>
        <TextPair label={t('pipelineDesign.name')} value={doc.title} onChange={(title) => set({ title }, 'title')} />
        <FieldChoice
          label={t('pipelineDesign.amountField')}
          help={t('pipelineDesign.amountFieldHelp')}
          types={numeric}
          value={doc.amountField}
          onChange={(amountField) => set({ amountField })}
        />
        <FieldChoice
          label={t('pipelineDesign.probabilityField')}
          help={t('pipelineDesign.probabilityFieldHelp')}
          types={numeric}
          value={doc.probabilityField}
          onChange={(probabilityField) => set({ probabilityField })}
        />
        <FieldChoice
          label={t('pipelineDesign.weightedField')}
          help={t('pipelineDesign.weightedFieldHelp')}
          types={numeric}
          value={doc.weightedField}
          onChange={(weightedField) => set({ weightedField })}
        />
        <FieldChoice
          label={t('pipelineDesign.cycleField')}
          help={t('pipelineDesign.cycleFieldHelp')}
          types={numeric}
          value={doc.cycleField}
          onChange={(cycleField) => set({ cycleField })}
        />
      </section>
      <BoardCard doc={doc} onBoard={(board) => set({ board })} />
      <TaskFormSetting doc={doc} onChange={(taskForm) => set({ taskForm })} />
      <section className="settings-body">
        <h2>{t('pipelineDesign.categories')}</h2>
        <p className="second">{t('pipelineDesign.categoriesHelp')}</p>
        <Categories doc={doc} set={set} />
      </section>
    </div>
  );
}

function Categories({ doc, set }: { doc: PipelineDocument; set: (changes: Partial<PipelineDocument>, tag?: string) => void }) {
  const { t } = useTranslation();
  const items = doc.categories ?? [];
  const change = (next: typeof items) => set({ categories: next.length ? next : undefined }, 'categories');
  return (
    <div className="item-list">
      {items.map((item) => (
        <div key={item.key} className="category-line">
          <Input disabled value={item.key} aria-label={t('setting.key')} />
          <TextPair
            label={t('pipelineDesign.name')}
            value={item.title}
            onChange={(title) => change(items.map((other) => (other === item ? { ...item, title } : other)))}
          />
          <Button
            type="text"
            size="small"
            disabled={doc.stages.some((stage) => stage.category === item.key)}
            aria-label={t('itemList.remove', { name: item.key })}
            icon={<Trash2 size={14} />}
            onClick={() => change(items.filter((other) => other !== item))}
          />
        </div>
      ))}
      <Button
        type="dashed"
        size="small"
        icon={<Plus size={14} />}
        onClick={() => change([...items, { key: newItemKey(items, 'category'), title: {} }])}
      >
        {t('pipelineDesign.addCategory')}
      </Button>
    </div>
  );
}
