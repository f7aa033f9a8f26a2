import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import type { Fault } from '@/api/types';
import { useReason } from '@/components/use-report';

const most = 50;

/** Everything that is wrong with a template, with its file and place. */
export function FaultList({ error, title }: { error: unknown; title: string }) {
  const reason = useReason();
  const faults = error instanceof ApiError ? error.errors : [];
  return faults.length > 0 ? <Faults faults={faults} title={title} /> : <Faults faults={[]} title={reason(error)} />;
}

export function Faults({ faults, title }: { faults: Fault[]; title: string }) {
  const { t } = useTranslation();
  return (
    <div className="template-faults" role="alert">
      <p>
        <strong>{title}</strong>
      </p>
      <ul>
        {faults.slice(0, most).map((fault, index) => (
          <li key={index}>
            {fault.message} {fault.path && fault.path !== '/file' && <code>{fault.path.replace(/^\//, '')}</code>}
          </li>
        ))}
      </ul>
      {faults.length > most && <p>{t('templates.moreFaults', { count: faults.length - most })}</p>}
    </div>
  );
}
