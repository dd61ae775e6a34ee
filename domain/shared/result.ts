import type { AppErrorCode } from './errors.ts';

/** An expected failure: a stable code plus the values its message needs. Never carries secrets or answer keys. */
export type AppError = { readonly code: AppErrorCode; readonly meta?: Readonly<Record<string, string | number>> };

/** Expected failures are values; only bugs and lost infrastructure are thrown. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(code: AppErrorCode, meta?: AppError['meta']): Result<never> {
  return { ok: false, error: meta ? { code, meta } : { code } };
}
