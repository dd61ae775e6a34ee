import { setTimeout as sleep } from 'node:timers/promises';
import { HttpClient } from '../load/http-client.mjs';
import { cookieOf } from '../load/people.mjs';
import { canonical, responseTo } from '../load/responses.mjs';

const PAUSE_MS = [20, 150];
const RETRY_MS = 50;
const GIVE_UP_MS = 5_000;

const between = ([least, most]) => least + Math.random() * (most - least);

/** One examinee: answers at random, sends again with the same number until told it is kept, and keeps a log of both. */
export class Examinee {
  sent = new Map();
  acked = new Map();
  resent = 0;
  /** Answers acknowledged so far. */
  kept = 0;
  refusals = {};
  clockFaults = 0;
  #seq = 0;
  #lastServerNow = 0;

  constructor(port, person) {
    this.cookie = cookieOf(person);
    this.client = new HttpClient(port);
  }

  async start(examId) {
    const answer = await this.client.request('POST', `/api/v1/exams/${examId}/attempts`, {
      cookie: this.cookie,
      body: '{}',
    });
    if (answer.status !== 201) throw new Error(`start: ${answer.status} ${answer.body}`);
    const { attemptId, items, deadlineAt } = JSON.parse(answer.body);
    Object.assign(this, { attemptId, items, deadlineAt });
  }

  /** Answers until `isOver()`; whatever is on its way then is still brought home. */
  async answerUntil(isOver) {
    while (!isOver()) {
      const { position, item } = this.items[Math.floor(Math.random() * this.items.length)];
      this.#seq += 1;
      const response = responseTo(item, this.#seq);
      this.#log(this.sent, position, this.#seq, canonical(response));
      await this.#bringHome(position, this.#seq, JSON.stringify({ seq: this.#seq, response }));
      await sleep(between(PAUSE_MS));
    }
  }

  #log(log, position, seq, value) {
    if (!log.has(position)) log.set(position, new Map());
    log.get(position).set(seq, value);
  }

  async #bringHome(position, seq, body) {
    for (let tries = 0; ; tries += 1) {
      if (tries > 0) this.resent += 1;
      const answer = await this.#send(position, body);
      if (answer && this.#settles(answer, position, seq)) return;
      await sleep(RETRY_MS + Math.random() * RETRY_MS);
    }
  }

  /** Undefined when the line broke or nobody answered in time. */
  async #send(position, body) {
    const path = `/api/v1/attempts/${this.attemptId}/answers/${position}`;
    const timer = setTimeout(() => this.client.close(), GIVE_UP_MS);
    try {
      return await this.client.request('PUT', path, { cookie: this.cookie, body });
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  /** @returns whether this answer is kept; a refusal that says "try again" is not. */
  #settles({ status, body }, position, seq) {
    const told = body.startsWith('{') ? JSON.parse(body) : {};
    if (told.serverNow) this.#watchClock(Date.parse(told.serverNow));
    const kept = status === 200 ? told.ackedSeq : told.code === 'STALE_SEQUENCE' ? told.meta?.ackedSeq : undefined;
    if (kept >= seq) {
      this.acked.set(position, Math.max(this.acked.get(position) ?? 0, seq));
      this.kept += 1;
      return true;
    }
    const name = `${status} ${told.code ?? ''}`.trim();
    this.refusals[name] = (this.refusals[name] ?? 0) + 1;
    if (status >= 500) return false;
    throw new Error(`save refused: ${name}`);
  }

  #watchClock(serverNow) {
    if (serverNow < this.#lastServerNow) this.clockFaults += 1;
    this.#lastServerNow = Math.max(this.#lastServerNow, serverNow);
  }
}
