import type { AttemptView } from '../../domain/assessment/attempt-view.ts';
import type { Answer, QueueState } from './save-types.ts';

/** What the room shows instead of, or beside, the paper. */
export type Phase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string }
  /** Another device holds the paper, found on arrival (`held`) or while sitting (`moved`). */
  | { readonly kind: 'held' }
  | { readonly kind: 'moved' }
  | { readonly kind: 'other-tab' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'open' }
  /** Handing in; `waiting` once a first try did not get through. */
  | { readonly kind: 'closing'; readonly why: 'time' | 'hand-in'; readonly waiting: boolean }
  | { readonly kind: 'done' };

export type RoomState = {
  readonly phase: Phase;
  readonly view: AttemptView | null;
  readonly deadlineAt: string | null;
  readonly answers: ReadonlyMap<number, Answer>;
  readonly save: QueueState | null;
  /** One sentence worth telling, e.g. that the time was extended; read out politely. */
  readonly notice: string | null;
};
