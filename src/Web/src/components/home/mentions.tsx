import { useInfiniteQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { notificationsQuery } from '@/api/notifications';
import type { Text } from '@/api/types';
import { NotificationLine } from '@/components/notification-line';
import { useText } from '@/lib/text';
import '../notification-list.css';

const shown = 5;

/** Where somebody was called and has not looked yet; nothing at all when there is nothing. */
export default function Mentions({ title }: { title: Text }) {
  const text = useText();
  const id = useId();
  const items = useInfiniteQuery(notificationsQuery({ kind: 'mention', unread: true })).data?.pages[0]?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-labelledby={id} className="notifications home-mentions">
      <header className="home-head">
        <h2 id={id}>{text(title, '')}</h2>
      </header>
      <ul>
        {items.slice(0, shown).map((item) => (
          <NotificationLine key={item.id} item={item} />
        ))}
      </ul>
    </section>
  );
}
