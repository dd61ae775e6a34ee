import { connect } from 'node:net';

const HEAD_END = '\r\n\r\n';

/**
 * One keep-alive connection that sends one request at a time and costs next to nothing: a load driver on the same
 * machine must not become what it measures.
 */
export class HttpClient {
  #port;
  #socket;
  #buffer = Buffer.alloc(0);
  #waiting;

  constructor(port) {
    this.#port = port;
  }

  /** @returns {Promise<{status: number, body: string, headers: string, firstByteMs: number, ms: number}>} */
  async request(method, path, { cookie, body, type = 'application/json' } = {}) {
    this.#socket ??= await this.#open();
    const payload = body === undefined ? '' : body;
    const origin = `http://127.0.0.1:${this.#port}`;
    const head = [
      `${method} ${path} HTTP/1.1`,
      `host: 127.0.0.1:${this.#port}`,
      ...(cookie ? [`cookie: ${cookie}`] : []),
      ...(method === 'GET'
        ? []
        : [`origin: ${origin}`, `content-type: ${type}`, `content-length: ${Buffer.byteLength(payload)}`]),
    ].join('\r\n');
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject, started: performance.now(), firstByteMs: 0 };
      this.#socket.write(`${head}${HEAD_END}${payload}`);
    });
  }

  close() {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  #open() {
    return new Promise((resolve, reject) => {
      const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
      const lost = (error) => this.#lost(socket, error ?? new Error('connection closed'), reject);
      socket.once('connect', () => resolve(socket));
      socket.once('error', lost);
      socket.once('close', () => lost());
      socket.on('data', (chunk) => this.#read(chunk));
    });
  }

  #lost(socket, error, reject) {
    if (this.#socket === socket) this.#socket = undefined;
    this.#buffer = Buffer.alloc(0);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.reject(error);
    reject(error);
  }

  #read(chunk) {
    const waiting = this.#waiting;
    if (!waiting) return;
    waiting.firstByteMs ||= performance.now() - waiting.started;
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    const answer = parse(this.#buffer);
    if (!answer) return;
    this.#buffer = Buffer.alloc(0);
    this.#waiting = undefined;
    waiting.resolve({ ...answer, firstByteMs: waiting.firstByteMs, ms: performance.now() - waiting.started });
  }
}

/** A whole answer, or undefined while some of it is still on the way. */
function parse(buffer) {
  const end = buffer.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const headers = buffer.latin1Slice(0, end);
  const status = Number(headers.slice(9, 12));
  const rest = buffer.subarray(end + HEAD_END.length);
  if (status === 204 || status === 304) return { status, headers, body: '' };
  const length = /content-length: (\d+)/i.exec(headers)?.[1];
  if (length !== undefined) {
    return rest.length >= Number(length)
      ? { status, headers, body: rest.toString('utf8', 0, Number(length)) }
      : undefined;
  }
  if (!rest.subarray(-5).equals(Buffer.from('0\r\n\r\n'))) return undefined;
  return { status, headers, body: unchunk(rest) };
}

function unchunk(buffer) {
  const parts = [];
  for (let at = 0; ; ) {
    const line = buffer.indexOf('\r\n', at);
    const size = Number.parseInt(buffer.latin1Slice(at, line), 16);
    if (!size) return Buffer.concat(parts).toString('utf8');
    parts.push(buffer.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}
