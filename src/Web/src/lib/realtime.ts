import type { QueryClient } from '@tanstack/react-query';

const settle = 400;

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
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stale = new Set<string>();
  let stopped = false;

  const flush = () => {
    timer = undefined;
    for (const key of stale) void client.invalidateQueries({ queryKey: [key] });
    stale.clear();
  };
  const touch = (...keys: string[]) => {
    keys.forEach((key) => stale.add(key));
    timer ??= setTimeout(flush, settle);
  };

  // Timelines, counts and related titles cross forms, so records are refreshed as a whole; only what is on screen is fetched.
  connection.on('changed', () => touch('records', 'reports'));
  connection.on('definition', () => touch('forms', 'form', 'pipelines', 'dashboards', 'records', 'reports'));
  connection.on('job', () => touch('jobs'));
  connection.onreconnected(() => touch('records', 'reports', 'jobs'));

  const connect = async () => {
    while (!stopped) {
      try {
        await connection.start();
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 10_000));
      }
    }
  };
  void connect();
  return () => {
    stopped = true;
    clearTimeout(timer);
    void connection.stop();
  };
}
