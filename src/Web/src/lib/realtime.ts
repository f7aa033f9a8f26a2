import type { QueryClient } from '@tanstack/react-query';

/** Reports cost more and change with every record: an import must not make a dashboard compute all the time. */
const settle = (key: string) => (key === 'reports' ? 2000 : 400);

/** What is read again when a definition of a kind was published. What a designer has open is not among it. */
const ofKind: Record<string, readonly string[]> = {
  form: ['forms', 'form', 'pipelines', 'views', 'records', 'reports', 'deleted-fields', 'deleted-forms', 'usages', 'versions'],
  pipeline: ['pipelines', 'forms', 'form', 'records', 'reports', 'usages', 'versions'],
  role: [
    'session',
    'roles',
    'forms',
    'form',
    'pipelines',
    'views',
    'dashboards',
    'forecasts',
    'metrics',
    'records',
    'reports',
    'versions',
  ],
  dashboard: ['dashboards', 'usages', 'versions'],
  home: ['homes', 'records', 'versions'],
  forecast: ['forecasts', 'reports', 'versions'],
  metric: ['metrics', 'dashboards', 'reports', 'usages', 'versions'],
  view: ['views', 'usages', 'versions'],
};

/** The first screen goes first; the connection follows when the browser has nothing else to do. */
const idle = () =>
  new Promise<void>((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 1500 });
    else setTimeout(resolve, 300);
  });

/** Keeps a connection to the hub and reads again what others changed; several changes within a moment count as one. */
export async function startRealtime(client: QueryClient): Promise<() => void> {
  await idle();
  const { HubConnectionBuilder, LogLevel } = await import('@microsoft/signalr');
  const connection = new HubConnectionBuilder()
    .withUrl('/api/hub')
    .withAutomaticReconnect({
      nextRetryDelayInMilliseconds: ({ previousRetryCount }) => Math.min(30_000, 1000 * 2 ** previousRetryCount),
    })
    .configureLogging(LogLevel.None)
    .build();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let stopped = false;

  const flush = (key: string) => {
    timers.delete(key);
    void client.invalidateQueries({ queryKey: [key] });
  };
  const touch = (...keys: string[]) => {
    for (const key of keys)
      if (!timers.has(key))
        timers.set(
          key,
          setTimeout(() => flush(key), settle(key)),
        );
  };

  // Timelines, counts and related titles cross forms, so records are refreshed as a whole; only what is on screen is fetched.
  connection.on('changed', () => touch('records', 'reports'));
  connection.on('definition', ({ kind }: { kind: string }) => touch(...(ofKind[kind] ?? [])));
  connection.on('notifications', () => touch('notifications'));
  connection.onreconnected(() => touch('records', 'reports', 'jobs', 'notifications', ...Object.values(ofKind).flat()));

  const connect = async () => {
    while (!stopped) {
      try {
        await connection.start();
        // What changed between the first reading and now was pushed to nobody.
        touch('records', 'reports', 'jobs', 'notifications');
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 10_000));
      }
    }
  };
  void connect();
  return () => {
    stopped = true;
    timers.forEach((timer) => clearTimeout(timer));
    void connection.stop();
  };
}
