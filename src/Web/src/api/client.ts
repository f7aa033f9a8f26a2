import type { Fault, Language, Problem, RecordData, Titles } from './types';

/** A refusal of the server as problem details; `current` is the present state after a conflict (409). Status 0 = not reached. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: Fault[];
  readonly current: RecordData | undefined;
  readonly changedBy: number | null;
  readonly changedAt: string | null;
  readonly titles: Titles;
  readonly traceId: string | undefined;

  constructor(status: number, problem: Problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.name = 'ApiError';
    this.status = status;
    this.code = problem.code ?? (status === 0 ? 'offline' : `http.${status}`);
    this.errors = problem.errors ?? [];
    this.current = problem.current;
    this.changedBy = problem.changedBy ?? null;
    this.changedAt = problem.changedAt ?? null;
    this.titles = problem.titles ?? {};
    this.traceId = problem.traceId;
  }
}

export type RequestOptions = {
  body?: unknown;
  query?: Record<string, string | number | boolean | null | undefined>;
  version?: number;
  ifNoneMatch?: '*';
  /** Why a definition was published. */
  note?: string;
  idempotencyKey?: string;
  signal?: AbortSignal;
};

let csrfToken = '';
let language: Language = 'en';
const signedOutListeners = new Set<() => void>();

export const setCsrfToken = (token: string) => {
  csrfToken = token;
};
export const setRequestLanguage = (value: Language) => {
  language = value;
};
/** Called when a session ended while the app was open. */
export const onSignedOut = (listener: () => void) => {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
};

export function buildUrl(path: string, query?: RequestOptions['query']): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== null && value !== '') params.set(key, String(value));
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

/** Merge patches go as plain JSON too: it is the only media type of a PATCH here. */
function headersFor(method: string, options: RequestOptions): Headers {
  const headers = new Headers({ Accept: 'application/json', 'Accept-Language': language });
  if (options.body !== undefined && !(options.body instanceof FormData)) headers.set('Content-Type', 'application/json');
  if (method !== 'GET') {
    if (csrfToken) headers.set('X-CSRF-TOKEN', csrfToken);
    headers.set('Idempotency-Key', options.idempotencyKey ?? crypto.randomUUID());
  }
  if (options.version !== undefined) headers.set('If-Match', `"${options.version}"`);
  if (options.note) headers.set('X-Note', encodeURIComponent(options.note));
  if (options.ifNoneMatch) headers.set('If-None-Match', options.ifNoneMatch);
  return headers;
}

async function readProblem(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem;
  } catch {
    return { title: response.statusText };
  }
}

/** The answer's body, and its version where it has one (ETag). */
export async function requestVersioned<T>(
  method: string,
  path: string,
  options: RequestOptions = {},
): Promise<{ body: T; version: number | undefined }> {
  let response: Response;
  try {
    response = await fetch(buildUrl(path, options.query), {
      method,
      headers: headersFor(method, options),
      body:
        options.body instanceof FormData ? options.body : options.body === undefined ? undefined : JSON.stringify(options.body),
      signal: options.signal,
      credentials: 'same-origin',
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, { code: 'offline' });
  }
  if (!response.ok) {
    const error = new ApiError(response.status, await readProblem(response));
    if (response.status === 401 && csrfToken && path !== '/api/session') signedOutListeners.forEach((listener) => listener());
    throw error;
  }
  const text = response.status === 204 ? '' : await response.text();
  const tag = /^(?:W\/)?"(\d+)"$/.exec(response.headers.get('ETag') ?? '')?.[1];
  return { body: (text ? JSON.parse(text) : undefined) as T, version: tag === undefined ? undefined : Number(tag) };
}

export const request = async <T>(method: string, path: string, options: RequestOptions = {}): Promise<T> =>
  (await requestVersioned<T>(method, path, options)).body;

export const get = <T>(path: string, query?: RequestOptions['query'], signal?: AbortSignal) =>
  request<T>('GET', path, { query, signal });
export const post = <T>(path: string, body?: unknown, options?: RequestOptions) => request<T>('POST', path, { ...options, body });
export const patch = <T>(path: string, body: unknown, options?: RequestOptions) =>
  request<T>('PATCH', path, { ...options, body });
export const put = <T>(path: string, body: unknown, options?: RequestOptions) => request<T>('PUT', path, { ...options, body });
export const del = <T = void>(path: string, options?: RequestOptions) => request<T>('DELETE', path, options);
