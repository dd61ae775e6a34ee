import type { AppErrorCode } from '../../domain/shared/errors.ts';

export type ApiErrorCode = AppErrorCode | 'OFFLINE';
export type ApiError = {
  readonly code: ApiErrorCode;
  readonly message: string;
  readonly status: number;
  /** Values that go with the code, e.g. the acknowledged sequence number of a stale save. */
  readonly meta?: Readonly<Record<string, unknown>>;
};
export type ApiResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ApiError };

export type ApiOptions = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** Lets a last save outlive the page (pagehide); the browser allows 64 KB. */
  readonly keepalive?: boolean;
  /** `stay` keeps the page when the session is gone, e.g. while unsaved answers stand on it. */
  readonly onSignedOut?: 'leave' | 'stay';
};

const OFFLINE: ApiError = { code: 'OFFLINE', message: '网络已断开或服务器没有响应，请检查网络后重试。', status: 0 };
const UNREADABLE = '服务器的答复无法识别，请刷新页面后重试。';

function field(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
}

/** Reads an RFC 9457 problem; anything else becomes INTERNAL with a sentence the reader can act on. */
export function problemOf(status: number, body: unknown): ApiError {
  const code = field(body, 'code');
  const message = field(body, 'detail') ?? field(body, 'title');
  const meta = field(body, 'meta');
  return {
    code: typeof code === 'string' ? (code as ApiErrorCode) : 'INTERNAL',
    message: typeof message === 'string' && message !== '' ? message : UNREADABLE,
    status,
    ...(typeof meta === 'object' && meta !== null ? { meta: meta as Record<string, unknown> } : {}),
  };
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return null;
  return JSON.parse(text);
}

function leaveForLogin(): void {
  const here = window.location.pathname + window.location.search;
  const query = new URLSearchParams({ callbackUrl: here, error: 'SessionRequired' });
  window.location.assign(`/login?${query}`);
}

/**
 * Calls the JSON API. Refusals, a lost network and unreadable answers are values, never exceptions; only an abort by the
 * caller's own signal is thrown. The type parameter is the caller's word for the contract of that path.
 */
export async function apiFetch<T = unknown>(path: string, options: ApiOptions = {}): Promise<ApiResult<T>> {
  const { method = 'GET', body, signal, keepalive, onSignedOut = 'leave' } = options;
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      signal,
      keepalive,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    return { ok: false, error: OFFLINE };
  }
  const parsed = await bodyOf(response).catch(() => undefined);
  if (response.ok && parsed !== undefined) return { ok: true, value: parsed as T };
  if (response.status === 401 && onSignedOut === 'leave') leaveForLogin();
  return { ok: false, error: problemOf(response.status, parsed) };
}
