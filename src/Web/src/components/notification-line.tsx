import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormInfo } from '@/api/forms';
import { useMarkRead, type Notification } from '@/api/notifications';
import { currentLanguage, formTitle } from '@/lib/text';
import { useFormat } from '@/lib/use-format';

/** Who did what to which record; opening it counts as having read it. */
export function NotificationLine({ item, onOpen }: { item: Notification; onOpen?: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const info = useFormInfo(item.form);
  const read = useMarkRead();
  return (
    <li className={item.readAt ? 'told' : 'told unread'}>
      <Link
        to="/f/$form/$id"
        params={{ form: item.form, id: String(item.record) }}
        onClick={() => {
          if (!item.readAt) read.mutate({ ids: [item.id] });
          onOpen?.();
        }}
      >
        {!item.readAt && <i className="told-dot" role="img" aria-label={t('bell.unreadOne')} />}
        <span>
          {t(`bell.kind.${item.kind}`, { actor: item.actorName ?? t('bell.someone') })} <strong>{item.title}</strong>
        </span>
        <span className="second">
          {info && `${formTitle(info, currentLanguage())} · `}
          <time dateTime={item.at} title={format.instant(item.at)}>
            {format.ago(item.at)}
          </time>
        </span>
      </Link>
    </li>
  );
}
