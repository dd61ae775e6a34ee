import type { AttemptView, ExamView, ResultView, SubmitView } from '../../domain/assessment/attempt-view.ts';
import { type ApiError, type ApiResult, apiFetch } from '../ui/api.ts';
import type { SaveReply, Unsaved } from './save-types.ts';

/** A line that swallows requests must not hold one of the two places for ever. */
const SAVE_TIMEOUT_MS = 10_000;
const READ_TIMEOUT_MS = 20_000;

export type AttemptEvent = 'left-page' | 'returned' | 'offline' | 'online' | 'fullscreen-left';

const TIMED_OUT: ApiError = { code: 'OFFLINE', message: '服务器没有及时答复，请检查网络后重试。', status: 0 };

async function call<T>(
  path: string,
  options: Parameters<typeof apiFetch>[1],
  timeoutMs: number,
): Promise<ApiResult<T>> {
  const signal = options?.keepalive ? undefined : AbortSignal.timeout(timeoutMs);
  try {
    return await apiFetch<T>(path, { onSignedOut: 'stay', ...options, signal });
  } catch {
    return { ok: false, error: TIMED_OUT };
  }
}

const attemptPath = (attemptId: string) => `/api/v1/attempts/${encodeURIComponent(attemptId)}`;

export const listExams = () =>
  call<{ exams: readonly ExamView[] }>('/api/v1/exams', { onSignedOut: 'leave' }, READ_TIMEOUT_MS);

export const startAttempt = (examId: string) =>
  call<AttemptView>(
    `/api/v1/exams/${encodeURIComponent(examId)}/attempts`,
    { method: 'POST', body: {}, onSignedOut: 'leave' },
    READ_TIMEOUT_MS,
  );

export const readAttempt = (attemptId: string) => call<AttemptView>(attemptPath(attemptId), {}, READ_TIMEOUT_MS);

export const takeOverAttempt = (attemptId: string) =>
  call<AttemptView>(`${attemptPath(attemptId)}/take-over`, { method: 'POST', body: {} }, READ_TIMEOUT_MS);

export const submitAttempt = (attemptId: string) =>
  call<SubmitView>(`${attemptPath(attemptId)}/submit`, { method: 'POST', body: {} }, READ_TIMEOUT_MS);

export const readResult = (attemptId: string) =>
  call<ResultView>(`${attemptPath(attemptId)}/result`, { onSignedOut: 'leave' }, READ_TIMEOUT_MS);

/** Tells the invigilator; nothing depends on its arrival. */
export async function reportEvent(attemptId: string, kind: AttemptEvent): Promise<void> {
  await call(`${attemptPath(attemptId)}/events`, { method: 'POST', body: { kind }, keepalive: true }, SAVE_TIMEOUT_MS);
}

type Acknowledgement = { readonly ackedSeq: number; readonly serverNow: string; readonly deadlineAt: string };

/** Sends one answer. `onAck` hears the server's clock and the deadline that stands now. */
export async function saveAnswer(
  attemptId: string,
  { position, seq, response }: Unsaved,
  keepalive: boolean,
  onAck: (ack: Acknowledgement) => void,
): Promise<SaveReply> {
  const result = await call<Acknowledgement>(
    `${attemptPath(attemptId)}/answers/${position}`,
    { method: 'PUT', body: { seq, response }, keepalive },
    SAVE_TIMEOUT_MS,
  );
  if (!result.ok) return replyTo(result.error);
  if (typeof result.value?.ackedSeq !== 'number') return { kind: 'retry', afterMs: 0 };
  onAck(result.value);
  return { kind: 'saved', ackedSeq: result.value.ackedSeq, serverNow: result.value.serverNow };
}

/** What a refused save means for the queue. Whatever is not known to be final is sent again. */
export function replyTo(error: ApiError): SaveReply {
  switch (error.code) {
    case 'STALE_SEQUENCE': {
      const ackedSeq = error.meta?.ackedSeq;
      // Zero stands for a race the server asks to repeat.
      return typeof ackedSeq === 'number' && ackedSeq > 0 ? { kind: 'stale', ackedSeq } : { kind: 'retry', afterMs: 0 };
    }
    case 'ATTEMPT_EXPIRED':
      return { kind: 'late' };
    case 'ATTEMPT_CLOSED':
      return { kind: 'stopped', reason: 'closed' };
    case 'ATTEMPT_MOVED':
      return { kind: 'stopped', reason: 'moved' };
    case 'NOT_SIGNED_IN':
    case 'PASSWORD_CHANGE_REQUIRED':
      return { kind: 'stopped', reason: 'signed-out' };
    case 'NOT_FOUND':
      return { kind: 'stopped', reason: 'gone' };
    case 'RATE_LIMITED':
      return { kind: 'retry', afterMs: Number(error.meta?.seconds ?? 1) * 1000 };
    default:
      return error.status >= 400 && error.status < 500
        ? { kind: 'refused', message: error.message }
        : { kind: 'retry', afterMs: 0 };
  }
}
