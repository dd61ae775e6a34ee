import type { Response as Answer } from '../../domain/assessment/response.ts';

export type { Answer };

/** An answer the server has not acknowledged yet. */
export type Unsaved = { readonly position: number; readonly seq: number; readonly response: Answer };

/** Why saving ended for good on this page; nothing is sent until somebody decides. */
export type StopReason = 'moved' | 'closed' | 'signed-out' | 'gone' | 'other-tab' | 'replaced';

/** What became of one sent answer. `retry` covers everything where the server may not have stored it. */
export type SaveReply =
  | { readonly kind: 'saved'; readonly ackedSeq: number; readonly serverNow: string }
  | { readonly kind: 'stale'; readonly ackedSeq: number }
  /** Stored by the server, but too late to count. */
  | { readonly kind: 'late' }
  /** Sending the same answer again can never help. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'retry'; readonly afterMs: number }
  | { readonly kind: 'stopped'; readonly reason: StopReason };

/** Keeps unacknowledged answers over a reload or a crash. */
export type Journal = {
  put(entry: Unsaved): Promise<void>;
  /** Forgets a position unless something newer than `uptoSeq` stands there. */
  remove(position: number, uptoSeq: number): Promise<void>;
  list(): Promise<readonly Unsaved[]>;
  clear(): Promise<void>;
};

export type Cancel = () => void;
export type Schedule = (run: () => void, ms: number) => Cancel;

export type QueueState = {
  /** Positions with an unacknowledged answer, ascending. */
  readonly unsaved: readonly number[];
  readonly refused: ReadonlyMap<number, string>;
  /** Positions whose last answer arrived after the deadline. */
  readonly late: readonly number[];
  /** Instant of the last acknowledgement by the server's clock. */
  readonly savedAt: string | null;
  /** True from a failed send until the next one that gets through. */
  readonly cut: boolean;
  /** True when this browser cannot keep unsaved answers over a reload. */
  readonly unprotected: boolean;
  readonly stopped: StopReason | null;
};
