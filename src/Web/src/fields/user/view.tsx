import { blank } from '@/lib/format';
import { useRecordTitle } from '@/lib/titles';
import type { ViewProps } from '../types';

export const UserName = ({ id }: { id: number }) => <>{useRecordTitle('user', id)}</>;

export function UserView({ value }: ViewProps) {
  const ids = Array.isArray(value) ? (value as number[]) : typeof value === 'number' ? [value] : [];
  if (ids.length === 0) return <span className="blank">{blank}</span>;
  return (
    <span className="choices">
      {ids.map((id) => (
        <span key={id} className="choice">
          <UserName id={id} />
        </span>
      ))}
    </span>
  );
}
