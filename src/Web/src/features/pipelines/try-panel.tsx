import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { Check, CircleAlert, Pencil, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tryPipeline, type TriedMove, type TrialRule } from '@/api/pipelines';
import { rolesQuery } from '@/api/roles';
import { recordQuery } from '@/api/records';
import type { RecordData } from '@/api/types';
import { Failed, Loading } from '@/components/states';
import { FieldView } from '@/fields/field-view';
import { RecordSelect } from '@/fields/relation/record-select';
import { isBlank } from '@/lib/rules';
import { stageColor } from '@/lib/stage';
import { useText } from '@/lib/text';
import { usePipelineDesign, usePipelineDoc } from './pipeline-context';

/** A real record, and what each move of it would say if the pipeline were as it stands here. */
export function TryPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const { store, model } = usePipelineDesign();
  const doc = usePipelineDoc();
  const [record, setRecord] = useState<number | null>(null);
  const [role, setRole] = useState<string | null>(null);
  const [target, setTarget] = useState<string | null>(null);
  const roles = useQuery(rolesQuery).data ?? [];
  const tried = useQuery({
    queryKey: ['try-pipeline', doc.key, record, role, store.version()],
    queryFn: ({ signal }) => tryPipeline(doc, record ?? 0, role, signal),
    enabled: record !== null,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  const values = useQuery({ ...recordQuery(model.key, record ?? 0), enabled: record !== null }).data;
  const shown = tried.data?.items.find((move) => move.to === target) ?? tried.data?.items[0];
  return (
    <section className="try-panel" aria-label={t('try.title')}>
      <header>
        <h2>{t('try.title')}</h2>
        <RecordSelect
          form={model.key}
          label={t('try.record')}
          placeholder={t('try.record')}
          chosen={record === null ? [] : [record]}
          onPick={([choice]) => setRecord(choice ? Number(choice.value) : null)}
        />
        <Select
          aria-label={t('try.as')}
          value={role ?? ''}
          options={[
            { value: '', label: t('try.asMe') },
            ...roles
              .filter((item) => item.key !== 'admin')
              .map((item) => ({ value: item.key, label: text(item.title, item.key) })),
          ]}
          onChange={(next: string) => setRole(next || null)}
        />
        <Button type="text" aria-label={t('common.close')} icon={<X size={16} />} onClick={onClose} />
      </header>
      {record === null && <p className="second">{t('try.hint')}</p>}
      {record !== null && tried.isError && <Failed error={tried.error} onRetry={() => void tried.refetch()} />}
      {record !== null && tried.isPending && <Loading rows={2} />}
      {record !== null && tried.data && shown && (
        <div className="try-body">
          <ul className="try-moves">
            {tried.data.items.map((move) => {
              const stage = doc.stages.find((item) => item.key === move.to);
              return (
                <li key={move.to}>
                  <button type="button" aria-pressed={move === shown} onClick={() => setTarget(move.to)}>
                    <i className="dot" style={{ background: stageColor(stage && { id: '', ...stage }) }} />
                    <span>{text(stage?.title, move.to)}</span>
                    {move.passes ? (
                      <Check size={14} aria-label={t('try.passes')} className="met" />
                    ) : (
                      <X size={14} aria-label={t('try.refused')} className="unmet" />
                    )}
                  </button>
                </li>
              );
            })}
          </ul>
          <Verdict move={shown} record={values} />
        </div>
      )}
    </section>
  );
}

function Verdict({ move, record }: { move: TriedMove; record: RecordData | undefined }) {
  const { t } = useTranslation();
  return (
    <div className="try-rules">
      <strong>{t(move.passes ? 'try.wouldPass' : 'try.wouldNot', { kind: t(`moveKind.${move.kind}`) })}</strong>
      {move.rules.length === 0 && <p className="second">{t('try.noRules')}</p>}
      <ul>
        {inOrder(move.rules).map((rule, index) => (
          <RuleLine key={index} rule={rule} record={record} />
        ))}
      </ul>
    </div>
  );
}

/** A reason is neither met nor unmet: it is asked for when the move is made. */
const stateOf = (rule: TrialRule) => (rule.kind === 'reason' ? 'asked' : rule.met ? 'met' : rule.blocks ? 'unmet' : 'advice');
const ranks = { unmet: 0, advice: 1, asked: 2, met: 3 };

/** What refuses the move comes first, then what only advises, then what is asked and what is met; the pipeline's order within each. */
const inOrder = (rules: TrialRule[]) => rules.toSorted((a, b) => ranks[stateOf(a)] - ranks[stateOf(b)]);

function RuleLine({ rule, record }: { rule: TrialRule; record: RecordData | undefined }) {
  const { t } = useTranslation();
  const text = useText();
  const { model } = usePipelineDesign();
  const state = stateOf(rule);
  const words = t(`tryRule.${rule.kind}`, { label: text(rule.label) });
  return (
    <li>
      {state === 'met' ? (
        <Check size={14} className="met" aria-label={t('try.met')} />
      ) : state === 'unmet' ? (
        <X size={14} className="unmet" aria-label={t('try.unmet')} />
      ) : state === 'asked' ? (
        <Pencil size={14} className="asked" aria-label={t('try.asked')} />
      ) : (
        <CircleAlert size={14} className="advice" aria-label={t('try.advice')} />
      )}
      <span>
        {rule.record ? (
          <Link to="/f/$form/$id" params={{ form: rule.record.form, id: String(rule.record.id) }} target="_blank">
            {words}
          </Link>
        ) : (
          words
        )}
        {rule.stage && <em> {text(rule.stage)}</em>}
      </span>
      {record &&
        rule.fields.map((key) => {
          const field = model.fields.get(key);
          // A rule that asks for a field has named it; that it is empty is what it says.
          const isNamed = rule.kind === 'required';
          return field && !(isNamed && isBlank(record[key])) ? (
            <span key={key} className="second">
              {!isNamed && `${t('try.saw', { label: field.label })} `}
              <FieldView field={field} value={record[key]} compact />
            </span>
          ) : null;
        })}
    </li>
  );
}
