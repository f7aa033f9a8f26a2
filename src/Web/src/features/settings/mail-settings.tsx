import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { notificationKinds } from '@/api/notifications';
import { useSaveSettings, useSession } from '@/api/session';
import { useReport } from '@/components/use-report';

/** Which notifications also come by mail. */
export function MailSettings() {
  const { t } = useTranslation();
  const { user } = useSession();
  const save = useSaveSettings();
  const report = useReport();
  return (
    <div className="settings-checks">
      {notificationKinds.map((kind) => (
        <Checkbox
          key={kind}
          checked={user.mail[kind]}
          onChange={(event) => save.mutate({ mail: { ...user.mail, [kind]: event.target.checked } }, { onError: report })}
        >
          {t(`bell.filter.${kind}`)}
        </Checkbox>
      ))}
    </div>
  );
}
