import { setTimeout as sleep } from 'node:timers/promises';
import { Tally } from './figures.mjs';
import { HttpClient } from './http-client.mjs';
import { cookieOf, employeeNoOf } from './people.mjs';
import { responseTo } from './responses.mjs';

const range = (count) => Array.from({ length: count }, (_, index) => index);

async function expectStatus(answer, status, what) {
  if (answer.status !== status) throw new Error(`${what}: ${answer.status} ${answer.body.slice(0, 200)}`);
  return answer;
}

async function startAttempt(client, cookie, examId) {
  const answer = await client.request('POST', `/api/v1/exams/${examId}/attempts`, { cookie, body: '{}' });
  return JSON.parse((await expectStatus(answer, 201, 'start')).body);
}

/** A paper each for persons from `first` on, and a connection to write it with. */
async function openPapers({ port, examId, first, clients }) {
  return Promise.all(
    range(clients).map(async (index) => {
      const cookie = cookieOf(first + index);
      const client = new HttpClient(port);
      const { attemptId, items } = await startAttempt(client, cookie, examId);
      return { client, cookie, attemptId, items, seq: 0 };
    }),
  );
}

/** Saves the next answer of a paper; the items of a paper take turns. */
async function saveNext(paper, tally, since) {
  paper.seq += 1;
  const { position, item } = paper.items[paper.seq % paper.items.length];
  const body = JSON.stringify({ seq: paper.seq, response: responseTo(item, paper.seq) });
  const answer = await paper.client.request('PUT', `/api/v1/attempts/${paper.attemptId}/answers/${position}`, {
    cookie: paper.cookie,
    body,
  });
  if (answer.status === 200) tally.add(since === undefined ? answer.ms : performance.now() - since);
  else tally.fault(answer.status);
}

/** Every client sends its next save as soon as the last one was answered. */
async function saves(job) {
  const papers = job.papers ?? (await openPapers(job));
  if (job.papers) for (const paper of papers) paper.client = new HttpClient(job.port);
  const warm = new Tally();
  await Promise.all(papers.map((paper) => saveNext(paper, warm)));
  const tally = new Tally();
  const end = performance.now() + job.seconds * 1000;
  await Promise.all(
    papers.map(async (paper) => {
      while (performance.now() < end)
        await saveNext(paper, tally).catch((error) => tally.fault(error.code ?? error.message));
    }),
  );
  for (const paper of papers) paper.client.close();
  return tally.figures(job.seconds);
}

/** Papers without connections, to be written to somewhere else. */
async function papers(job) {
  const open = await openPapers(job);
  for (const paper of open) paper.client.close();
  return open.map(({ cookie, attemptId, items }) => ({ cookie, attemptId, items, seq: 0 }));
}

/** Runs `work` at fixed moments, whether or not earlier ones have been answered; times count from the moment itself. */
async function atRate({ perSecond, seconds }, workers, work) {
  const idle = [...workers];
  const queue = [];
  const running = [];
  const begin = performance.now();
  const serve = async (worker, moment) => {
    await work(worker, moment);
    const next = queue.shift();
    if (next === undefined) idle.push(worker);
    else await serve(worker, next);
  };
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const moment = begin + (n * 1000) / perSecond;
    const wait = moment - performance.now();
    if (wait > 1) await sleep(wait);
    const worker = idle.pop();
    if (worker) running.push(serve(worker, moment));
    else queue.push(moment);
  }
  await Promise.all(running);
}

async function savesAtRate(job) {
  const open = await openPapers(job);
  const tally = new Tally();
  await atRate(job, open, (paper, moment) =>
    saveNext(paper, tally, moment).catch((error) => tally.fault(error.code ?? error.message)),
  );
  for (const paper of open) paper.client.close();
  return tally.figures(job.seconds);
}

async function starts(job) {
  const clients = range(job.clients).map(() => new HttpClient(job.port));
  const tally = new Tally();
  let person = job.first;
  await atRate(job, clients, async (client, moment) => {
    const cookie = cookieOf(person++);
    try {
      await startAttempt(client, cookie, job.examId);
      tally.add(performance.now() - moment);
    } catch (error) {
      tally.fault(error.code ?? error.message);
    }
  });
  for (const client of clients) client.close();
  return tally.figures(job.seconds);
}

async function logIn(client, employeeNo, password) {
  const token = await expectStatus(await client.request('GET', '/api/auth/csrf'), 200, 'csrf');
  const cookie = /set-cookie: (shoumi-csrf=[^;]+)/i.exec(token.headers)?.[1];
  const { csrfToken } = JSON.parse(token.body);
  const form = new URLSearchParams({ employeeNo, password, csrfToken, callbackUrl: '/', json: 'true' });
  const answer = await client.request('POST', '/api/auth/callback/credentials', {
    cookie,
    body: form.toString(),
    type: 'application/x-www-form-urlencoded',
  });
  const session = /set-cookie: (shoumi-session=[^;]+)/i.exec((await expectStatus(answer, 200, 'log-in')).headers)?.[1];
  if (!session) throw new Error('log-in: no session');
  return session;
}

/** Everything one examinee's browser asks for from the list of exams to the result, static files left out. */
async function journey(client, cookie, { examId, pages }) {
  const get = async (path, what) => expectStatus(await client.request('GET', path, { cookie }), 200, what);
  await get(pages ? '/exams' : '/api/v1/exams', 'list');
  const attempt = await startAttempt(client, cookie, examId);
  const base = `/api/v1/attempts/${attempt.attemptId}`;
  if (pages) await get('/exam/room', 'room');
  await get(base, 'attempt');
  for (let n = 1; n <= 5; n += 1) {
    const { position, item } = attempt.items[n - 1];
    const body = JSON.stringify({ seq: n, response: responseTo(item, n) });
    await expectStatus(await client.request('PUT', `${base}/answers/${position}`, { cookie, body }), 200, 'save');
  }
  await expectStatus(await client.request('POST', `${base}/submit`, { cookie, body: '{}' }), 200, 'submit');
  if (pages) await get('/exam/result', 'result page');
  await get(`${base}/result`, 'result');
}

async function journeys(job) {
  const tally = new Tally();
  let person = job.first;
  const begin = performance.now();
  const end = begin + job.seconds * 1000;
  await Promise.all(
    range(job.clients).map(async () => {
      const client = new HttpClient(job.port);
      while (performance.now() < end) {
        const started = performance.now();
        const me = person++;
        try {
          const cookie = job.password ? await logIn(client, employeeNoOf(me), job.password) : cookieOf(me);
          await journey(client, cookie, job);
          tally.add(performance.now() - started);
        } catch (error) {
          tally.fault(error.code ?? error.message);
        }
      }
      client.close();
    }),
  );
  // The last ones end after the time; they count with the time they took.
  return { ...tally.figures((performance.now() - begin) / 1000), used: person - job.first };
}

/** Reads one address again and again; the time is that of the first byte. */
async function reads(job) {
  const tally = new Tally();
  const begin = performance.now();
  await Promise.all(
    range(job.clients).map(async (index) => {
      const client = new HttpClient(job.port);
      for (let n = 0; n < job.count; n += 1) {
        const answer = await client.request('GET', job.path, { cookie: cookieOf(job.person ?? job.first + index) });
        if (answer.status === 200) tally.add(answer.firstByteMs);
        else tally.fault(answer.status);
      }
      client.close();
    }),
  );
  return tally.figures((performance.now() - begin) / 1000);
}

export const JOBS = { saves, papers, savesAtRate, starts, journeys, reads };
