import { Alert } from 'antd';
import type { Fault } from '@/api/types';
import { faultsAt } from './forecast-document';

/** What the server refused of one part. */
export function Faults({ faults, place }: { faults: Fault[]; place: string }) {
  return faultsAt(faults, place).map((fault) => <Alert key={fault.path + fault.code} type="error" title={fault.message} />);
}
