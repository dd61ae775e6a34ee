import { setTimeout as sleep } from 'node:timers/promises';
import { forkHelper } from './start-driver.mjs';

const CLIENTS = [4, 16, 64];
const SECONDS = 5;

const ms = (n) => `${n.toFixed(n < 10 ? 1 : 0)} ms`;
const rate = (n) => `${n.toFixed(n < 100 ? 1 : 0)}/s`;
const tail = (f) =>
  `p50 ${ms(f.p50)}，p95 ${ms(f.p95)}，p99 ${ms(f.p99)}${f.errors.length ? `；错误 ${f.errors.join('，')}` : ''}`;

/** One line of the table: what, the figure, more figures, the budget, and whether it holds (undefined: no budget). */
const line = (what, figure, detail = '', budget = '', holds = undefined) => ({ what, figure, detail, budget, holds });

/** Rows a run used up, so that no person is asked to sit the same exam twice. */
export class People {
  #next = 1;

  take(count) {
    const first = this.#next;
    this.#next += count;
    return first;
  }
}

/** Saves beside the floor of the same run, in turns, with the same papers and the same number of clients. */
export async function measureSaves({ driver, product, people, facts }) {
  await product.sql`create table bench_floor (attempt uuid, position int, seq int, response jsonb, primary key (attempt, position))`;
  const floor = forkHelper('floor.mjs', product.nodePath, { ...process.env, FLOOR_URL: product.cluster.ownerUrl });
  const { port: floorPort } = await new Promise((resolve) => floor.once('message', resolve));
  const lines = [];
  for (const clients of CLIENTS) {
    const papers = await driver.run({
      kind: 'papers',
      port: product.port,
      examId: facts.examId,
      first: people.take(clients),
      clients,
    });
    const bare = await driver.run({ kind: 'saves', port: floorPort, papers, clients, seconds: SECONDS });
    const ours = await driver.run({ kind: 'saves', port: product.port, papers, clients, seconds: SECONDS });
    const times = ours.perSecond / bare.perSecond;
    lines.push(line(`底线：裸服务器，${clients} 路`, rate(bare.perSecond), tail(bare)));
    const budget = clients === 64 ? '≥ 1.5 × 底线' : '';
    lines.push(
      line(
        `保存答案，${clients} 路`,
        `${rate(ours.perSecond)}（${times.toFixed(2)} × 底线）`,
        tail(ours),
        budget,
        budget ? times >= 1.5 : undefined,
      ),
    );
  }
  floor.disconnect();
  const fixed = await driver.run({
    kind: 'savesAtRate',
    port: product.port,
    examId: facts.examId,
    first: people.take(64),
    clients: 64,
    perSecond: 500,
    seconds: 8,
  });
  lines.push(line('保存答案，固定 500/s', `p95 ${ms(fixed.p95)}`, tail(fixed), 'p95 ≤ 50 ms', fixed.p95 <= 50));
  return lines;
}

async function counters(sql) {
  // Sessions report their counts at most once a second.
  await sleep(1500);
  const [row] =
    await sql`select xact_commit::float8 as commits, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as wal,
    extract(epoch from clock_timestamp())::float8 as at from pg_stat_database where datname = current_database()`;
  return row;
}

/** What the database does by itself, per second, so that it is not charged to the journeys. */
async function idleRates(sql) {
  const before = await counters(sql);
  await sleep(1500);
  const after = await counters(sql);
  const seconds = after.at - before.at;
  return { commits: (after.commits - before.commits) / seconds, wal: (after.wal - before.wal) / seconds };
}

const ROOM = 2500;
const WANTED = { session: { perSecond: 74, commits: 15 }, login: { perSecond: 33 } };

/** One run of journeys with what it cost the database, each. */
async function runJourneys({ driver, product }, job, idle) {
  const before = await counters(product.sql);
  const ran = await driver.run({ kind: 'journeys', port: product.port, seconds: SECONDS + 1, ...job });
  const after = await counters(product.sql);
  const each = (name) => {
    const own = after[name] - before[name] - idle[name] * (after.at - before.at);
    return Math.max(0, own) / Math.max(1, ran.count);
  };
  return { ...ran, commits: each('commits'), wal: each('wal') };
}

function journeyLine(ran, clients, wanted) {
  const what = `全程考试${wanted === WANTED.login ? '（含登录）' : ''}，${clients} 人`;
  const detail = `${ran.commits.toFixed(1)} 个事务，WAL ${(ran.wal / 1024).toFixed(0)} KiB；${tail(ran)}`;
  if (clients !== CLIENTS.at(-1)) return line(what, rate(ran.perSecond), detail);
  const most = wanted.commits ?? Number.POSITIVE_INFINITY;
  const budget = `≥ ${wanted.perSecond}/s${wanted.commits ? `，≤ ${most} 个事务` : ''}`;
  return line(what, rate(ran.perSecond), detail, budget, ran.perSecond >= wanted.perSecond && ran.commits <= most);
}

/** Whole exams, from a session that is there and with the log-in. */
export async function measureJourneys(context) {
  const { product, people, facts, pages, password } = context;
  const lines = [];
  const idle = await idleRates(product.sql);
  for (const wanted of pages ? [WANTED.session, WANTED.login] : [WANTED.session]) {
    for (const clients of CLIENTS) {
      const job = { examId: facts.examId, first: people.take(ROOM), clients, pages };
      const ran = await runJourneys(context, wanted === WANTED.login ? { ...job, password } : job, idle);
      lines.push(journeyLine(ran, clients, wanted));
    }
  }
  return lines;
}

export async function measureStarts({ driver, product, people, facts, short }) {
  const seconds = short ? 6 : 30;
  const perSecond = 1000 / 30;
  const ran = await driver.run({
    kind: 'starts',
    port: product.port,
    examId: facts.examId,
    first: people.take(1000),
    clients: 128,
    perSecond,
    seconds,
  });
  return [
    line(`开考，${seconds} 秒内 ${ran.count} 人`, `p95 ${ms(ran.p95)}`, tail(ran), 'p95 ≤ 300 ms', ran.p95 <= 300),
  ];
}

export async function measurePages({ driver, product, people, facts }) {
  const read = (path, more) => driver.run({ kind: 'reads', port: product.port, path, count: 60, clients: 4, ...more });
  const first = people.take(8);
  await read(`/learn/${facts.lessonId}`, { first, count: 10 });
  const lesson = await read(`/learn/${facts.lessonId}`, { first });
  return [line('课程页首字节，4 路', `p95 ${ms(lesson.p95)}`, tail(lesson), 'p95 ≤ 50 ms', lesson.p95 <= 50)];
}
