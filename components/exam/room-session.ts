import type { AttemptView } from '../../domain/assessment/attempt-view.ts';
import type { ApiError, ApiResult } from '../ui/api.ts';
import { formatTime } from '../ui/format.ts';
import { readAttempt, saveAnswer, submitAttempt, takeOverAttempt } from './exam-api.ts';
import type { Phase, RoomState } from './room-types.ts';
import { SaveQueue } from './save-queue.ts';
import type { Answer, Cancel, Journal, QueueState, SaveReply, Schedule, StopReason, Unsaved } from './save-types.ts';
import type { ServerClock } from './server-clock.ts';

const POLL_MS = 30_000;
const TYPING_MS = 1000;
/** Within the server's grace of 5 s after the deadline. */
const LAST_SAVES_MS = 3000;
const SUBMIT_AGAIN_MS = 3000;

type RoomDeps = {
  readonly attemptId: string;
  readonly journal: Journal;
  readonly clock: ServerClock;
  readonly schedule: Schedule;
  readonly random: () => number;
};

/** One sitting on one page: the paper, the answers, saving, the deadline and handing in. Knows nothing of React. */
export class RoomSession {
  readonly #deps: RoomDeps;
  readonly #listeners = new Set<() => void>();
  #state: RoomState = {
    phase: { kind: 'loading' },
    view: null,
    deadlineAt: null,
    answers: new Map(),
    save: null,
    notice: null,
  };
  #queue: SaveQueue | null = null;
  #unsubscribe: Cancel = () => {};
  #timers: Cancel[] = [];
  #heardAt = Number.NEGATIVE_INFINITY;
  #ended = false;

  constructor(deps: RoomDeps) {
    this.#deps = deps;
  }

  get state(): RoomState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): Cancel => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async load(): Promise<void> {
    this.#set({ phase: { kind: 'loading' } });
    this.#arrive(await readAttempt(this.#deps.attemptId));
  }

  async takeOver(): Promise<void> {
    this.#set({ phase: { kind: 'loading' } });
    this.#arrive(await takeOverAttempt(this.#deps.attemptId));
  }

  answer(position: number, response: Answer, kind: 'choice' | 'text'): void {
    if (this.#state.phase.kind !== 'open') return;
    this.#set({ answers: new Map(this.#state.answers).set(position, response) });
    this.#queue?.change(position, response, kind === 'text' ? TYPING_MS : 0);
  }

  flush(): void {
    this.#queue?.flush();
  }

  leaving(): void {
    this.#queue?.sendBeforeLeaving();
  }

  /** The person came back or the network did: send now, and learn what happened meanwhile. */
  returned(): void {
    this.#queue?.retryNow();
    void this.#poll();
  }

  /** Another tab of this browser opened the paper; it reads the journal, so nothing is lost. */
  yieldToOtherTab(): void {
    this.#queue?.stop('other-tab');
  }

  /** Ends the attempt: last saves first, then the hand-in, again and again until the server has it. */
  async close(why: 'time' | 'hand-in'): Promise<void> {
    if (this.#state.phase.kind !== 'open') return;
    this.#set({ phase: { kind: 'closing', why, waiting: false } });
    this.#queue?.flush();
    await this.#settled(LAST_SAVES_MS);
    await this.#submit(why);
  }

  end(): void {
    this.#ended = true;
    this.#unsubscribe();
    this.#queue?.stop('replaced');
    for (const cancel of this.#timers) cancel();
    this.#listeners.clear();
  }

  #arrive(result: ApiResult<AttemptView>): void {
    if (this.#ended) return;
    if (!result.ok) this.#fail(result.error);
    else if (result.value.state !== 'open') void this.#finish();
    else if (result.value.heldElsewhere) this.#set({ phase: { kind: 'held' }, view: result.value });
    else void this.#begin(result.value);
  }

  async #begin(view: AttemptView): Promise<void> {
    const { attemptId, journal, schedule, random } = this.#deps;
    const left = await journal.list().catch((): readonly Unsaved[] => []);
    if (this.#ended) return;
    this.#hear(view.serverNow, view.deadlineAt);
    this.#unsubscribe();
    for (const cancel of this.#timers.splice(0)) cancel();
    const send = (entry: Unsaved, keepalive: boolean): Promise<SaveReply> =>
      saveAnswer(attemptId, entry, keepalive, (ack) => this.#hear(ack.serverNow, ack.deadlineAt));
    const queue = new SaveQueue(
      { send, journal, schedule, random, onOvertaken: () => void this.#poll(true) },
      view.items.map((item) => [item.position, item.seq] as const),
    );
    this.#queue = queue;
    const answers = new Map<number, Answer>();
    for (const { position, response } of view.items) if (response) answers.set(position, response);
    for (const { position, response } of queue.restore(left)) answers.set(position, response);
    this.#unsubscribe = queue.subscribe(() => this.#saving(queue.state));
    this.#set({ phase: { kind: 'open' }, view, answers, save: queue.state });
    this.#later(() => this.#beat(), POLL_MS);
  }

  /** A look at the server every half minute, unless an acknowledgement has just said the same. */
  #beat(): void {
    if (this.#state.phase.kind !== 'open') return;
    if (this.#deps.clock.now() - this.#heardAt >= POLL_MS - 1000) void this.#poll();
    this.#later(() => this.#beat(), POLL_MS);
  }

  async #poll(adoptAll = false): Promise<void> {
    if (this.#state.phase.kind !== 'open') return;
    const result = await readAttempt(this.#deps.attemptId);
    if (this.#ended || this.#state.phase.kind !== 'open') return;
    if (!result.ok) {
      if (result.error.code === 'NOT_SIGNED_IN') this.#queue?.stop('signed-out');
      return;
    }
    const view = result.value;
    this.#hear(view.serverNow, view.deadlineAt);
    if (view.state !== 'open') void this.#finish();
    else if (view.heldElsewhere) this.#queue?.stop('moved');
    else this.#adopt(view, adoptAll);
  }

  /** Shows what the server holds wherever this page has nothing newer of its own. */
  #adopt(view: AttemptView, tell: boolean): void {
    const answers = new Map(this.#state.answers);
    for (const { position, seq, response } of view.items) {
      if (!this.#queue?.adopts(position, seq)) continue;
      if (response) answers.set(position, response);
      else answers.delete(position);
    }
    this.#set({ answers, ...(tell ? { notice: '有一题在别处作了更新的修改，已显示服务器上的作答。' } : {}) });
  }

  #hear(serverNow: string, deadlineAt: string): void {
    this.#deps.clock.sync(serverNow);
    this.#heardAt = this.#deps.clock.now();
    const before = this.#state.deadlineAt;
    if (before === deadlineAt) return;
    const extended = before !== null && deadlineAt > before;
    this.#set({ deadlineAt, ...(extended ? { notice: `考试时间已延长至 ${formatTime(deadlineAt)}。` } : {}) });
  }

  #saving(save: QueueState): void {
    this.#set({ save });
    if (save.stopped) this.#stopped(save.stopped);
    else if (save.late.length > 0) void this.close('time');
  }

  #stopped(reason: StopReason): void {
    if (reason === 'closed') void this.#finish();
    else if (reason === 'gone') this.#fail({ code: 'NOT_FOUND', message: '没有找到这场考试的试卷。', status: 404 });
    else if (reason !== 'replaced') this.#set({ phase: { kind: reason } });
  }

  async #submit(why: 'time' | 'hand-in'): Promise<void> {
    while (!this.#ended && this.#state.phase.kind === 'closing') {
      const result = await submitAttempt(this.#deps.attemptId);
      if (result.ok || result.error.code === 'ATTEMPT_CLOSED') return this.#finish();
      if (result.error.code === 'ATTEMPT_MOVED') return this.#queue?.stop('moved');
      if (result.error.code === 'NOT_SIGNED_IN') return this.#queue?.stop('signed-out');
      this.#set({ phase: { kind: 'closing', why, waiting: true } });
      await this.#pause(SUBMIT_AGAIN_MS * (0.5 + this.#deps.random()));
      this.#queue?.retryNow();
      await this.#settled(LAST_SAVES_MS);
    }
  }

  /** Waits until nothing is unsaved, but not longer than `ms`. */
  async #settled(ms: number): Promise<void> {
    const queue = this.#queue;
    const open = () =>
      queue !== null && !queue.state.stopped && queue.state.unsaved.some((p) => !queue.state.refused.has(p));
    if (!queue || !open()) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        unsubscribe();
        resolve();
      };
      const unsubscribe = queue.subscribe(() => {
        if (!open()) done();
      });
      this.#later(done, ms);
    });
  }

  async #finish(): Promise<void> {
    this.#queue?.stop('replaced');
    await this.#deps.journal.clear().catch(() => {});
    this.#set({ phase: { kind: 'done' } });
  }

  #fail(error: ApiError): void {
    const phase: Phase =
      error.code === 'NOT_SIGNED_IN'
        ? { kind: 'signed-out' }
        : { kind: 'failed', message: error.message, code: error.code };
    this.#set({ phase });
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.#later(resolve, ms));
  }

  #later(run: () => void, ms: number): void {
    const cancel = this.#deps.schedule(() => {
      this.#timers = this.#timers.filter((other) => other !== cancel);
      run();
    }, ms);
    this.#timers.push(cancel);
  }

  #set(change: Partial<RoomState>): void {
    if (this.#ended) return;
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
