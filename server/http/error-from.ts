import type { AppError } from '#domain/shared/result.ts';
import { HashQueueFull } from '../auth/password.ts';
import { logger } from '../logger.ts';

const BY_FASTIFY_CODE: Readonly<Record<string, AppError['code']>> = {
  SHOUMI_MALFORMED_JSON: 'MALFORMED_JSON',
  FST_ERR_CTP_INVALID_JSON_BODY: 'MALFORMED_JSON',
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'MALFORMED_JSON',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'MALFORMED_JSON',
};

/** Lost or refusing database: connection errors of the driver and SQLSTATE classes 08, 53, 57. */
const CONNECTION_LOST = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
]);

export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  return cause ? codeOf(cause) : '';
}

/** True when the database could not be reached or is shutting down; the caller may try again. */
export function isDatabaseLost(error: unknown): boolean {
  const code = codeOf(error);
  return CONNECTION_LOST.has(code) || /^(08|53|57P)/.test(code);
}

/** The problem a thrown error becomes. Anything unexpected is logged once and leaves with an id only. */
export function errorFrom(error: unknown, requestId: string): AppError {
  const known = BY_FASTIFY_CODE[codeOf(error)];
  if (known) return { code: known };
  if (error instanceof HashQueueFull) return { code: 'BUSY' };
  if (isDatabaseLost(error)) {
    logger.error({ err: error, requestId }, 'database unavailable');
    return { code: 'DATABASE_UNAVAILABLE' };
  }
  if (codeOf(error) === '55P03' || codeOf(error) === '57014') {
    logger.warn({ err: error, requestId }, 'database statement gave up');
    return { code: 'BUSY' };
  }
  logger.error({ err: error, requestId }, 'unexpected error');
  return { code: 'INTERNAL', meta: { id: requestId } };
}
