import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Bell, BellOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { followQuery, useFollow } from '@/api/notifications';
import { useReadOnly } from '@/components/use-read-only';
import { useReport } from '@/components/use-report';

/** Whether this person hears of what others do to the record. */
export function FollowToggle({ form, id }: { form: string; id: number }) {
  const { t } = useTranslation();
  const report = useReport();
  const readOnly = useReadOnly();
  const following = useQuery(followQuery(form, id)).data?.following;
  const follow = useFollow(form, id);
  const label = following ? t('record.unfollow') : t('record.follow');
  return (
    <Button
      icon={following ? <Bell size={16} /> : <BellOff size={16} />}
      aria-label={label}
      title={readOnly ?? label}
      aria-pressed={following === true}
      disabled={following === undefined || readOnly !== undefined}
      onClick={() => follow.mutate(!following, { onError: report })}
    />
  );
}
