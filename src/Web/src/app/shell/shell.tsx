import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onSignedOut } from '@/api/client';
import { useSession } from '@/api/session';
import { late } from '@/components/late';
import { usePhone } from '@/lib/media';
import { startRealtime } from '@/lib/realtime';
import { BottomBar } from './bottom-bar';
import { OfflineNotice } from './offline-notice';
import { Rail } from './rail';
import { TopBar } from './top-bar';
import './shell.css';
import { useShortcuts, type Act } from './use-shortcuts';

const ViewingStrip = lazy(() => import('./viewing-strip').then((part) => ({ default: part.ViewingStrip })));
const Palette = lazy(() => import('./palette'));
const ShortcutSheet = lazy(() => import('./shortcut-sheet'));
const NewRecord = late(async () => (await import('./new-record')).default);

/** Rail, top bar and the screen; the phone has a bar at the bottom instead of the rail. */
export function Shell() {
  const { t } = useTranslation();
  const phone = usePhone();
  const session = useSession();
  const client = useQueryClient();
  const router = useRouter();
  const navigate = useNavigate();
  const search = useSearch({ from: '/app' });
  const [open, setOpen] = useState<Act | null>(null);

  useEffect(() => {
    let stop: (() => void) | undefined;
    let gone = false;
    void startRealtime(client).then((end) => {
      if (gone) end();
      else stop = end;
    });
    return () => {
      gone = true;
      stop?.();
    };
  }, [client, session.user.id]);

  useEffect(() => {
    const end = onSignedOut(() => {
      client.clear();
      void navigate({ to: '/sign-in', search: { from: router.state.location.href } });
    });
    return () => void end();
  }, [client, navigate, router]);

  useShortcuts(setOpen);

  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      {!phone && <Rail />}
      <div className="shell-main">
        <TopBar onSearch={() => setOpen('search')} />
        {session.viewAs && (
          <Suspense fallback={null}>
            <ViewingStrip viewAs={session.viewAs} />
          </Suspense>
        )}
        <OfflineNotice />
        <main id="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      {phone && <BottomBar />}
      <Suspense fallback={null}>
        {open === 'search' && <Palette onClose={() => setOpen(null)} />}
        {open === 'sheet' && <ShortcutSheet onClose={() => setOpen(null)} />}
      </Suspense>
      {search.new && <NewRecord key={search.new} form={search.new} preset={search.preset} />}
    </div>
  );
}
