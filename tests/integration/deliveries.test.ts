import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { transaction } from '#db/client.ts';
import { unsafeTakeDelivery } from '#db/dal/system-deliveries.ts';
import { type Telling, unsafeTell } from '#db/dal/system-tell.ts';
import { MAX_TRIES } from '#domain/reminders/delivery.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { createApi } from '#server/http/api.ts';
import { openSenders } from '#server/jobs/deliver-senders.ts';
import { startQueue } from '#server/jobs/queue.ts';
import { deliverOne, giveUpInterrupted } from '#server/operations/reminders/deliver.ts';
import { readDeliveries } from '#server/operations/reminders/delivery-log.ts';
import { caseWorld, type Somebody } from '../support/case-world.ts';
import { caller, openSession } from '../support/exam-world.ts';
import { type Call, hookSink, isSigned, mailSink } from '../support/sinks.ts';
import { createTestDatabase } from '../support/test-database.ts';

const SECRET = 'Zt0mB2xV9cL4nK8sW1eR6yU3iO5pAdq7';

const database = await createTestDatabase();
const { owner } = database;
const world = caseWorld(owner, 2026);

/** What the sinks answer; a test changes it and `beforeEach` puts it back. */
let mailAnswer: (to: string) => string = () => '250 OK';
let hookAnswer: (call: Call) => number = () => 204;
const post = await mailSink((to) => mailAnswer(to));
const hook = await hookSink((call) => hookAnswer(call));
Object.assign(process.env, {
  SMTP_URL: post.url,
  SMTP_FROM: '守密 <tixing@shoumi.test>',
  WEBHOOK_URL: hook.url,
  WEBHOOK_SECRET: SECRET,
});

let person: Somebody;
let office: Somebody;
let next = 1;
const { senders, close } = openSenders();

beforeAll(async () => {
  await loadContent();
  person = await world.somebody();
  office = await world.somebody('office');
  await owner`update accounts set email = 'zhang.wei@example.cn' where id = ${person.accountId}`;
  return close;
});

beforeEach(async () => {
  await database.returnToPresent();
  mailAnswer = () => '250 OK';
  hookAnswer = () => 204;
  post.mails.length = 0;
  hook.calls.length = 0;
  await owner`truncate deliveries, notices`;
  await owner`truncate pgboss.job cascade`;
});

const telling = (key: string, to: Somebody = person): Telling => ({
  key,
  recipient: { personId: to.personId },
  title: '离岗离职（LG-2026-0001）等待您办理',
  body: '核心岗位的事项',
  href: '/cases/1',
  isUrgent: false,
  outgoing: {
    kind: 'due',
    title: '守密待办提醒',
    text: '您有一项待办将于 2026-12-31 到期，请登录系统查看。',
    href: '/me/notices',
  },
});

const tell = (some: readonly Telling[]) => transaction((tx) => unsafeTell(tx, some, ['email', 'webhook']));

type Row = { id: string; channel: string; state: string; tries: number; error: string };

async function rows(): Promise<Row[]> {
  return owner<Row[]>`select id, channel, state, tries, last_error as error from deliveries order by channel`;
}

/** One delivery of a channel, told just now. */
async function delivery(channel: 'email' | 'webhook'): Promise<string> {
  await tell([telling(`test:${next++}:before-7:2026-12-31`)]);
  const found = (await rows()).find((row) => row.channel === channel);
  if (!found) throw new Error(`no delivery by ${channel}`);
  return found.id;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  await expect.poll(isSo, { timeout: 20_000, interval: 100 }).toBe(true);
}

describe('a reminder that leaves the system', () => {
  it('tells a date and an address, and nothing of what it is about', async () => {
    await delivery('email');
    for (const { id } of await rows()) expect(await deliverOne(id, senders)).toBe('sent');
    const [mail] = post.mails;
    const [call] = hook.calls;
    expect(mail?.to).toBe('zhang.wei@example.cn');
    expect(mail?.text).toContain('您有一项待办将于 2026-12-31 到期，请登录系统查看。');
    expect(mail?.text).toContain('http://127.0.0.1:3000/me/notices');
    expect(call?.json).toEqual({
      kind: 'due',
      employeeNo: person.principal.employeeNo,
      title: '守密待办提醒',
      body: '您有一项待办将于 2026-12-31 到期，请登录系统查看。',
      href: 'http://127.0.0.1:3000/me/notices',
      at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
    });
    for (const text of [mail?.source, mail?.text, call?.body, JSON.stringify(call?.headers)])
      expect(text).not.toMatch(/离岗|LG-2026|核心|cases\/1|before-7/);
  });

  it('is signed over time and body with the secret both sides know, and says which delivery it is', async () => {
    const id = await delivery('webhook');
    await deliverOne(id, senders);
    const [call] = hook.calls;
    if (!call) throw new Error('nothing arrived');
    expect(isSigned(call, SECRET)).toBe(true);
    expect(isSigned(call, `${SECRET}x`)).toBe(false);
    expect(isSigned({ ...call, body: call.body.replace('12-31', '12-30') }, SECRET)).toBe(false);
    const now = (await database.now()).getTime() / 1000;
    expect(Math.abs(Number(call.headers['x-shoumi-timestamp']) - now)).toBeLessThan(60);
    expect(call.headers['idempotency-key']).toBe(id);
  });

  it('goes out by e-mail only to whoever gave an address, and at all only to accounts that are active', async () => {
    const silent = await world.somebody();
    const gone = await world.somebody();
    await owner`update accounts set email = 'gone@example.cn', status = 'disabled' where id = ${gone.accountId}`;
    await tell([telling('test:a:b:c', silent), telling('test:a:b:c', gone)]);
    expect((await rows()).map(({ channel }) => channel)).toEqual(['webhook']);
  });

  it('is written down once, however often and from however many sides it is told', async () => {
    const some = [telling('test:once:before-7:2026-12-31')];
    const counts = await Promise.all([tell(some), tell(some), tell(some)]);
    expect(counts.sort()).toEqual([0, 0, 1]);
    await owner`update accounts set email = 'other@example.cn' where id = ${person.accountId}`;
    expect(await tell(some)).toBe(0);
    expect(await rows()).toHaveLength(2);
    await owner`update accounts set email = 'zhang.wei@example.cn' where id = ${person.accountId}`;
  });
});

describe('one delivery', () => {
  it('taken by many at once is sent by one', async () => {
    const id = await delivery('webhook');
    const how = await Promise.all(Array.from({ length: 8 }, () => deliverOne(id, senders)));
    expect(how.filter((one) => one === 'sent')).toHaveLength(1);
    expect(how.filter((one) => one === 'gone')).toHaveLength(7);
    expect(hook.calls).toHaveLength(1);
    expect(await deliverOne(id, senders)).toBe('gone');
  });

  it('is tried six times and then left to a person, with the last error without anybody’s address', async () => {
    mailAnswer = (to) => `450 <${to}> try later`;
    const id = await delivery('email');
    const how = [];
    for (let i = 0; i < MAX_TRIES + 1; i += 1) how.push(await deliverOne(id, senders));
    expect(how).toEqual(['retry', 'retry', 'retry', 'retry', 'retry', 'failed', 'gone']);
    const row = (await rows()).find((one) => one.id === id);
    expect([row?.state, row?.tries]).toEqual(['failed', 6]);
    expect(row?.error).toContain('450');
    expect(row?.error).not.toContain('zhang.wei');
  });

  it('is given up at once when the mail server refuses the recipient for good', async () => {
    mailAnswer = () => '550 no such user';
    expect(await deliverOne(await delivery('email'), senders)).toBe('failed');
  });

  it('counts as not delivered by any answer but 2xx, a redirect included', async () => {
    for (const status of [302, 400, 401, 500]) {
      hookAnswer = () => status;
      expect(await deliverOne(await delivery('webhook'), senders)).toBe('retry');
      await owner`truncate deliveries`;
    }
    expect(hook.calls).toHaveLength(4);
  });

  it('whose sender died is not touched before its lease is over, then tried once more and never again', async () => {
    const id = await delivery('webhook');
    const die = async () => expect(await transaction((tx) => unsafeTakeDelivery(tx, id))).not.toBeNull();
    await die();
    expect(await deliverOne(id, senders)).toBe('gone');
    await database.advance('9 minutes');
    expect(await deliverOne(id, senders)).toBe('gone');
    await database.advance('2 minutes');
    await die();
    await database.advance('11 minutes');
    expect(await deliverOne(id, senders)).toBe('gone');
    await giveUpInterrupted();
    const row = (await rows()).find((one) => one.id === id);
    expect([row?.state, row?.error]).toEqual(['failed', '发送时程序两次中断，不能确定是否已送达']);
    expect(hook.calls).toHaveLength(0);
  });

  it('says the same idempotency key when it comes a second time', async () => {
    const id = await delivery('webhook');
    await deliverOne(id, senders);
    // The process died after sending and before noting it.
    await owner`update deliveries set state = 'sending', sent_at = null where id = ${id}`;
    await database.advance('11 minutes');
    expect(await deliverOne(id, senders)).toBe('sent');
    expect(hook.calls.map((call) => call.headers['idempotency-key'])).toEqual([id, id]);
  });
});

describe('the queue', () => {
  it('of two instances at once sends everything once', async () => {
    const some = await Promise.all(Array.from({ length: 12 }, () => world.somebody()));
    await tell(some.map((one) => telling('test:many:before-7:2026-12-31', one)));
    const running = await Promise.all([startQueue(0.5), startQueue(0.5)]);
    await until(async () => (await rows()).every((row) => row.state === 'sent'));
    await Promise.all(running.map((one) => one.stop()));
    const numbers = hook.calls.map((call) => call.json.employeeNo);
    expect(numbers.sort()).toEqual(some.map((one) => one.principal.employeeNo).sort());
  }, 40_000);

  it('tries again what failed, later, and sends it once', async () => {
    hookAnswer = () => (hook.calls.length === 1 ? 503 : 204);
    await delivery('webhook');
    await owner`delete from deliveries where channel = 'email'`;
    const running = await startQueue(0.5);
    await until(async () => (await rows())[0]?.tries === 1 && (await rows())[0]?.state === 'queued');
    await until(async () => {
      const [job] = await owner<{ later: boolean }[]>`
        select start_after > now() + interval '20 seconds' as later from pgboss.job where name = 'deliver' and state = 'retry'`;
      return job?.later === true;
    });
    await owner`update pgboss.job set start_after = now() where name = 'deliver'`;
    await until(async () => (await rows())[0]?.state === 'sent');
    await running.stop();
    expect(hook.calls).toHaveLength(2);
    expect((await rows())[0]?.tries).toBe(2);
  }, 40_000);

  it('refuses to start on tables it does not know, leaves nothing open, and starts once they are there', async () => {
    const connections = async () => {
      const [row] = await owner<{ n: number }[]>`
        select count(*)::int as n from pg_stat_activity where application_name = 'shoumi-queue' and datname = current_database()`;
      return row?.n;
    };
    await owner`update pgboss.version set version = version - 1`;
    await expect(startQueue(0.5)).rejects.toThrow(/migrations/);
    await until(async () => (await connections()) === 0);
    await owner`update pgboss.version set version = version + 1`;
    const running = await startQueue(0.5);
    await running.stop();
    await until(async () => (await connections()) === 0);
  }, 40_000);

  it('works as a role that can change none of its tables', async () => {
    const [row] = await owner<{ owned: number }[]>`
      select count(*)::int as owned from pg_tables where schemaname = 'pgboss' and tableowner in ('shoumi_app', 'shoumi_web')`;
    expect(row?.owned).toBe(0);
  });
});

describe('the log', () => {
  const call = caller(createApi());

  async function failed(): Promise<string> {
    mailAnswer = () => '550 no such user';
    const id = await delivery('email');
    await deliverOne(id, senders);
    mailAnswer = () => '250 OK';
    return id;
  }
  const cookieOf = async (who: Somebody) => (await openSession(owner, who.accountId)).cookie;
  const resend = async (who: Somebody, id: string) =>
    call('POST', `/api/v1/deliveries/${id}/resend`, await cookieOf(who), {});

  it('shows 保密办 every delivery with its recipient masked, and everybody else nothing', async () => {
    await failed();
    const log = await readDeliveries(office.principal, { state: 'failed' });
    expect(log.rows.map(({ recipient, state, tries }) => [recipient, state, tries])).toEqual([
      ['z***@example.cn', 'failed', 1],
    ]);
    expect([log.total, log.counts.queued, log.counts.failed]).toEqual([1, 1, 1]);
    expect(JSON.stringify(log)).not.toContain('zhang.wei');
    for (const who of [person, await world.somebody('hr'), await world.somebody('leader')]) {
      const other = await readDeliveries(who.principal, {});
      expect([other.rows, other.total]).toEqual([[], 0]);
    }
  });

  it('lets 保密办 send a failed one again, with an audit row, and it goes out', async () => {
    const id = await failed();
    expect((await resend(office, id)).status).toBe(204);
    expect(await deliverOne(id, senders)).toBe('sent');
    expect(post.mails).toHaveLength(1);
    const [row] = await owner<{ outcome: string; actor: string }[]>`
      select outcome, actor_account_id as actor from audit_events where action = 'delivery.resend' and subject_id = ${id}`;
    expect(row).toEqual({ outcome: 'done', actor: office.accountId });
  });

  it('sends nothing again that has not failed, was never there, or is asked for by somebody else', async () => {
    const id = await failed();
    for (const who of [person, await world.somebody('hr')]) expect((await resend(who, id)).status).toBe(403);
    expect((await resend(office, '00000000-0000-4000-8000-000000000000')).status).toBe(404);
    expect((await resend(office, id)).status).toBe(204);
    const again = await resend(office, id);
    expect([again.status, again.json<{ code: string }>().code]).toEqual([409, 'DELIVERY_NOT_FAILED']);
  });
});

describe('what a person sets and takes', () => {
  const call = caller(createApi());

  it('the own address is kept when it is one address, and refused as anything else', async () => {
    const who = await world.somebody();
    const { cookie } = await openSession(owner, who.accountId);
    const set = (email: string) => call('POST', '/api/v1/account/email', cookie, { email });
    for (const bad of ['nobody', 'a@b.cn, c@d.cn', 'a@b.cn\r\nBcc: c@d.cn', 'Name <a@b.cn>', `${'a'.repeat(250)}@b.cn`])
      expect([bad, (await set(bad)).status]).toEqual([bad, 400]);
    expect((await set('li.na@example.cn')).status).toBe(204);
    const stored = async () => {
      const [row] = await owner<{ email: string | null }[]>`select email from accounts where id = ${who.accountId}`;
      return row?.email;
    };
    expect(await stored()).toBe('li.na@example.cn');
    const [audit] = await owner<{ detail: unknown }[]>`
      select detail from audit_events where action = 'account.set-email' and subject_id = ${who.accountId}`;
    expect(audit?.detail).toEqual({ email: 'l***@example.cn' });
    expect((await set('')).status).toBe(204);
    expect(await stored()).toBeNull();
  });

  it('the calendar holds the own dates alone, names no matter, and has the same ids each time', async () => {
    await database.travelTo('2026-11-02T09:00:00+08:00');
    const who = await world.somebody();
    const other = await world.somebody();
    await owner`insert into plan_progress (assignment_id, person_id, plan_kind, training_year, unit_id, category, required_minutes, minutes_per_hour, counted_minutes, exam_state, assigned_on, due_on)
      select id, person_id, plan_kind, training_year, (select id from units where code = 'T'), 'none', 180, 45, 0, 'pending', '2026-01-05', due_on
      from plan_assignments where person_id in (${who.personId}, ${other.personId})`;
    await world.inPost(who.personId, 'general');
    for (const [whose, no] of [
      [who, 'CJ-2026-9101'],
      [other, 'CJ-2026-9102'],
    ] as const) {
      await owner`insert into cases (no, kind, person_id, unit_id, state, version, turn, state_since, due_on, ends_on, opened_at)
        select ${no}, 'travel', ${whose.personId}, id, 'cleared', 1, '{subject}', app_now(), '2026-11-07', '2026-11-20', app_now()
        from units where code = 'T'`;
      await owner`insert into case_transitions (case_id, seq_no, round, event, from_state, to_state, actor_role, actor_account_id, actor_name, is_opinion, payload)
        select id, 1, 1, 'open', '', 'applied', 'subject', ${whose.accountId}, '本人', false, ${owner.json({ departOn: '2026-11-10', returnOn: '2026-11-20' })}
        from cases where no = ${no}`;
    }
    const { cookie } = await openSession(owner, who.accountId);
    const first = await call('GET', '/api/v1/me/calendar.ics', cookie);
    expect(first.status).toBe(200);
    const uids = (text: string) => text.replaceAll('\r\n ', '').match(/^UID:.*$/gm) ?? [];
    expect(uids(first.text).map((uid) => uid.slice(4).split('-')[0])).toEqual(['trip', 'plan', 'review', 'todo']);
    expect(first.text).toContain('DTSTART;VALUE=DATE:20261110\r\nDTEND;VALUE=DATE:20261121\r\n');
    expect(first.text).toContain('DTSTART;VALUE=DATE:20261231\r\n');
    expect(first.text).not.toMatch(/出境|复审|涉密|脱密|CJ-2026/);
    await database.advance('10 minutes');
    expect(uids((await call('GET', '/api/v1/me/calendar.ics', cookie)).text)).toEqual(uids(first.text));
    expect((await call('GET', '/api/v1/me/calendar.ics', null)).status).toBe(401);
  });
});
