/**
 * The server's time on this page, carried by the monotonic timer of the browser and never by its wall clock. Each answer
 * of the server is a lower bound of the present; the best of them is kept, so the shown time never runs backwards, and a
 * machine that slept is put right by the next answer.
 */
export class ServerClock {
  readonly #monotonic: () => number;
  #offset = Number.NEGATIVE_INFINITY;

  constructor(monotonic: () => number = () => performance.now()) {
    this.#monotonic = monotonic;
  }

  /** Call it when an answer with `serverNow` arrives. */
  sync(serverNow: string): void {
    const instant = Date.parse(serverNow);
    if (Number.isFinite(instant)) this.#offset = Math.max(this.#offset, instant - this.#monotonic());
  }

  /** Milliseconds since 1970 by the server's clock; before the first answer negative infinity. */
  now(): number {
    return this.#offset + this.#monotonic();
  }

  /** Milliseconds left until an instant, not below 0. */
  left(deadlineAt: string): number {
    return Math.max(0, Date.parse(deadlineAt) - this.now());
  }
}
