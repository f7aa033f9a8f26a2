import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CardShape } from '@/api/types';
import { FormIcon } from '@/components/form-icon';
import { ItemList } from '@/components/item-list/item-list';
import { SettingRow } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';
import { FieldChoice, numeric } from './field-choice';
import { usePipelineDesign } from './pipeline-context';
import { signalIcons, sortOf, withSort, type PipelineDocument } from './pipeline-document';

type Signal = NonNullable<CardShape['signals']>[number];
type Props = { doc: PipelineDocument; onBoard: (board: PipelineDocument['board']) => void };

/** What a card of the board shows, and in which order the cards stand. */
export function BoardCard({ doc, onBoard }: Props) {
  const { t } = useTranslation();
  const card = doc.board?.card ?? {};
  const sort = sortOf(doc.board?.sort);
  const setCard = (changes: Partial<CardShape>) => {
    const next = Object.fromEntries(Object.entries({ ...card, ...changes }).filter(([, value]) => value !== undefined));
    onBoard({ ...doc.board, card: next });
  };
  return (
    <section className="settings-body">
      <h2>{t('pipelineDesign.card')}</h2>
      <FieldChoice label={t('pipelineDesign.cardTitle')} value={card.title} onChange={(title) => setCard({ title })} />
      <FieldChoice
        label={t('pipelineDesign.cardSubtitle')}
        value={card.subtitle}
        onChange={(subtitle) => setCard({ subtitle })}
      />
      <FieldChoice
        label={t('pipelineDesign.cardAmount')}
        types={numeric}
        value={card.amount}
        onChange={(amount) => setCard({ amount })}
      />
      <FieldChoice
        label={t('pipelineDesign.cardDate')}
        types={['date', 'dateTime']}
        value={card.date}
        onChange={(date) => setCard({ date })}
      />
      <FieldChoice label={t('pipelineDesign.cardNote')} value={card.note} onChange={(note) => setCard({ note })} />
      <Progress progress={card.progress} onChange={(progress) => setCard({ progress })} />
      <FieldChoice
        label={t('pipelineDesign.sort')}
        value={sort.field}
        onChange={(field) => onBoard(withSort(doc.board, { ...sort, field }))}
      />
      {sort.field && (
        <SettingRow label={t('pipelineDesign.sortOrder')}>
          {(id) => (
            <Select
              id={id}
              className="fill"
              value={sort.isDescending ? 'down' : 'up'}
              options={(['up', 'down'] as const).map((value) => ({ value, label: t(`pipelineDesign.sort.${value}`) }))}
              onChange={(value: 'up' | 'down') => onBoard(withSort(doc.board, { ...sort, isDescending: value === 'down' }))}
            />
          )}
        </SettingRow>
      )}
      <Signals signals={card.signals ?? []} onChange={(signals) => setCard({ signals: signals.length ? signals : undefined })} />
    </section>
  );
}

type ProgressProps = { progress: CardShape['progress']; onChange: (progress: CardShape['progress']) => void };

/** Steps done of all: two numbers, of which neither says anything alone. */
function Progress({ progress, onChange }: ProgressProps) {
  const { t } = useTranslation();
  const set = (done: string | undefined, total: string | undefined) =>
    onChange(done || total ? { done: done ?? '', total: total ?? '' } : undefined);
  return (
    <>
      <FieldChoice
        label={t('pipelineDesign.progressDone')}
        help={t('pipelineDesign.progressHelp')}
        types={numeric}
        value={progress?.done}
        onChange={(done) => set(done, progress?.total)}
      />
      {progress && (
        <FieldChoice
          label={t('pipelineDesign.progressTotal')}
          types={numeric}
          value={progress.total}
          onChange={(total) => set(progress.done, total)}
        />
      )}
    </>
  );
}

function Signals({ signals, onChange }: { signals: Signal[]; onChange: (signals: Signal[]) => void }) {
  const { t } = useTranslation();
  const { fields } = usePipelineDesign();
  // A signal has no key of its own: its place is one.
  const items = signals.map((signal, index) => ({ ...signal, key: String(index) }));
  const nameOf = (field: string, key: string) =>
    fields.find((item) => item.key === field)?.label ?? t('pipelineDesign.signal', { number: Number(key) + 1 });
  const write = (next: (Partial<Signal> & { key: string })[]) =>
    onChange(
      next.map(({ field = '', icon = 'alert', value, unit }) => ({
        field,
        icon,
        ...(value && { value }),
        ...(unit && { unit }),
      })),
    );
  return (
    <div className="setting">
      <h3>{t('pipelineDesign.signals')}</h3>
      <p className="second">{t('pipelineDesign.signalsHelp')}</p>
      <ItemList
        items={items}
        nameOf={(item) => nameOf(item.field, item.key)}
        addLabel={t('pipelineDesign.addSignal')}
        onAdd={() => write([...items, { key: '', field: '', icon: 'alert' }])}
        onChange={write}
      >
        {(item, set) => (
          <>
            <FieldChoice
              label={t('pipelineDesign.signalField')}
              types={['boolean']}
              value={item.field}
              onChange={(field) => set({ field: field ?? '' })}
            />
            <SettingRow label={t('setting.icon')}>
              {(id) => (
                <Select
                  id={id}
                  className="fill"
                  value={item.icon}
                  options={signalIcons.map((icon) => ({
                    value: icon,
                    label: (
                      <span className="signal-icon">
                        <FormIcon name={icon} size={16} /> {t(`pipelineDesign.icon.${icon}`)}
                      </span>
                    ),
                  }))}
                  onChange={(icon: string) => set({ icon })}
                />
              )}
            </SettingRow>
            <FieldChoice
              label={t('pipelineDesign.signalValue')}
              types={numeric}
              value={item.value}
              onChange={(value) => set({ value, ...(value ? {} : { unit: undefined }) })}
            />
            {item.value && (
              <TextPair
                label={t('pipelineDesign.signalUnit')}
                value={item.unit}
                onChange={(unit) => set({ unit: Object.keys(unit).length > 0 ? unit : undefined })}
              />
            )}
          </>
        )}
      </ItemList>
    </div>
  );
}
