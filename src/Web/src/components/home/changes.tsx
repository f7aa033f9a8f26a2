import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { HomeSection, StageChange } from '@/api/home';
import { usePipelines } from '@/api/forms';
import { stageColor } from '@/lib/stage';
import { useFormat } from '@/lib/use-format';

/** An address holds no more ids than this; beyond it the figure is not a link. */
const linked = 200;

/** How many records were won, lost, added or moved on, with their amounts; each figure opens its records. */
export function Changes({ section }: { section: Extract<HomeSection, { kind: 'changes' }> }) {
  const order = ['won', 'lost', 'new', 'moved'] as const;
  const changes = order.map((kind) => section.changes.find((change) => change.kind === kind)).filter((change) => !!change);
  return (
    <div className="home-changes">
      {changes.map((change) => (
        <Change key={change.kind} change={change} section={section} />
      ))}
    </div>
  );
}

function Change({ change, section }: { change: StageChange; section: Extract<HomeSection, { kind: 'changes' }> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const pipeline = usePipelines().find((item) => item.key === section.pipeline);
  const stage = pipeline?.stages.find((item) => item.kind === change.kind);
  const count = format.number(change.count);
  return (
    <div className="card home-change">
      <span className="second">
        {stage && <i className="dot" style={{ background: stageColor(stage) }} />} {t(`home.change.${change.kind}`)}
      </span>
      <strong className="figure">
        {change.count > 0 && change.count <= linked ? (
          <Link
            to="/f/$form"
            params={{ form: section.form }}
            search={{ filter: { and: [{ member: 'id', operator: 'in', values: change.ids }] } }}
          >
            {count}
          </Link>
        ) : (
          count
        )}
      </strong>
      {change.amount !== null && change.amount !== 0 && (
        <span className="second figure" title={format.money(change.amount)}>
          {format.moneyCompact(change.amount)}
        </span>
      )}
    </div>
  );
}
