import { Popover, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FlagSetting } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';
import { useText } from '@/lib/text';
import { ConditionSetting } from './condition-setting';
import { usePipelineDesign, usePipelineDoc } from './pipeline-context';
import { kindOf, moveKinds, pairOf, ruleOf, setPair, setRule, type MoveKind, type StageDocument } from './pipeline-document';
import { RoleChoice, useRoleWords } from './role-choice';

/** Who may move: by kind of move, and for single pairs of stages in a matrix. */
export function MovesTab() {
  const { t } = useTranslation();
  return (
    <div className="moves-tab">
      <section aria-labelledby="moves-kinds">
        <h2 id="moves-kinds">{t('moves.byKind')}</h2>
        <p className="second">{t('moves.byKindHelp')}</p>
        <MoveRules />
      </section>
      <section aria-labelledby="moves-matrix">
        <h2 id="moves-matrix">{t('moves.matrix')}</h2>
        <p className="second">{t('moves.matrixHelp')}</p>
        <Matrix />
      </section>
    </div>
  );
}

export function MoveRules() {
  return (
    <div className="move-rules">
      {moveKinds.map((kind) => (
        <KindRule key={kind} kind={kind} />
      ))}
    </div>
  );
}

function KindRule({ kind }: { kind: MoveKind }) {
  const { t } = useTranslation();
  const { store } = usePipelineDesign();
  const rule = ruleOf(usePipelineDoc(), kind);
  const label = t(`moveKind.${kind}`);
  return (
    <div className="move-rule" role="group" aria-label={label}>
      <div>
        <strong>{label}</strong>
        <div className="second">{t(`moveKindHelp.${kind}`)}</div>
      </div>
      <RoleChoice
        label={label}
        roles={rule.roles}
        onChange={(roles) => store.edit((doc) => setRule(doc, kind, { ...rule, roles }))}
      />
      {kind !== 'waive' && (
        <FlagSetting
          label={t('moves.reason')}
          value={rule.reason ?? false}
          onChange={(reason) => store.edit((doc) => setRule(doc, kind, { ...rule, reason }))}
        />
      )}
    </div>
  );
}

function Matrix() {
  const { t } = useTranslation();
  const text = useText();
  const doc = usePipelineDoc();
  const name = (stage: StageDocument) => text(stage.title, stage.key);
  return (
    <Table
      className="moves-matrix"
      size="small"
      pagination={false}
      scroll={{ x: 'max-content' }}
      rowKey="key"
      dataSource={doc.stages}
      columns={[
        {
          title: t('moves.from'),
          fixed: 'left',
          render: (_, from: StageDocument) => <strong>{name(from)}</strong>,
          width: 140,
          rowScope: 'row',
        },
        ...doc.stages.map((to) => ({
          title: name(to),
          key: to.key,
          width: 128,
          render: (_: unknown, from: StageDocument) =>
            from.key === to.key ? <span className="third">–</span> : <Cell from={from} to={to} />,
        })),
      ]}
    />
  );
}

function Cell({ from, to }: { from: StageDocument; to: StageDocument }) {
  const { t } = useTranslation();
  const text = useText();
  const words = useRoleWords();
  const doc = usePipelineDoc();
  const [open, setOpen] = useState(false);
  const pair = pairOf(doc, from.key, to.key);
  const rule = pair ?? ruleOf(doc, kindOf(doc, from.key, to.key));
  const said = words(rule.roles);
  const names = { from: text(from.title, from.key), to: text(to.title, to.key) };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      destroyOnHidden
      title={t('moves.pairTitle', names)}
      content={<PairRule from={from.key} to={to.key} />}
    >
      <button
        type="button"
        className={`matrix-cell${pair ? ' own' : ''}${rule.roles?.length === 0 ? ' closed' : ''}`}
        aria-expanded={open}
      >
        <span className="visually-hidden">{t('moves.pairTitle', names)}</span>
        <span>{said}</span>
        {pair?.when && <em>{text(pair.title, t('moves.onCondition'))}</em>}
        {rule.reason && <em>{t('moves.withReason')}</em>}
      </button>
    </Popover>
  );
}

function PairRule({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation();
  const { store } = usePipelineDesign();
  const doc = usePipelineDoc();
  const pair = pairOf(doc, from, to);
  const kind = kindOf(doc, from, to);
  const set = (changes: object | null) => {
    store.edit((now) => setPair(now, from, to, changes && { ...(pair ?? ruleOf(doc, kind)), ...changes }), `pair:${from}:${to}`);
  };
  return (
    <div className="pair-rule settings-body">
      <FlagSetting
        label={t('moves.ownRule')}
        help={t('moves.ownRuleHelp', { kind: t(`moveKind.${kind}`) })}
        value={pair !== undefined}
        onChange={(own) => set(own ? {} : null)}
      />
      {pair && (
        <>
          <RoleChoice label={t('moves.who')} roles={pair.roles} onChange={(roles) => set({ roles })} />
          <FlagSetting label={t('moves.reason')} value={pair.reason ?? false} onChange={(reason) => set({ reason })} />
          <div className="setting">
            <span className="setting-label">{t('moves.only')}</span>
            <ConditionSetting
              label={t('moves.only')}
              source={pair.when}
              onChange={(when) => set({ when, title: when ? pair.title : undefined })}
            />
          </div>
          {pair.when && <TextPair label={t('moves.conditionName')} value={pair.title} onChange={(title) => set({ title })} />}
        </>
      )}
    </div>
  );
}
