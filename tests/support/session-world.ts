import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { expect } from 'vitest';
import type { Principal } from '#domain/access/principal.ts';
import type { Role } from '#domain/access/roles.ts';
import type { SessionFormValues } from '#domain/hours/sessions/session-form.ts';
import type { Result } from '#domain/shared/result.ts';
import { writeXlsx } from '#server/documents/xlsx.ts';
import { enterSession } from '#server/operations/sessions/edit.ts';
import { handInSession } from '#server/operations/sessions/flow.ts';
import { addPeople } from '#server/operations/sessions/people.ts';
import { peopleBuilder, principalWith } from './people-builder.ts';
import type { TestDatabase } from './test-database.ts';

/** The code of a refusal, or `ok`. */
export const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);

export type SessionWorld = Awaited<ReturnType<typeof sessionWorld>>;

/** Two departments with people who come, go and do not belong, and everybody who deals with sign-in lists. */
export async function sessionWorld({ owner }: TestDatabase) {
  const build = peopleBuilder(owner);
  await build.organisation('江澜市测试院');
  await build.policy('annual-all', null);
  const root = await build.unit('R', '测试院');
  const unit = { root, a: await build.unit('A', '甲部', root), b: await build.unit('B', '乙部', root) };
  const person = {
    one: await build.person({ name: '陈思远', unit: unit.a, employeeNo: 'E0001', pinyin: 'chensiyuan csy' }),
    two: await build.person({ name: '赵成', unit: unit.a, employeeNo: 'E0002' }),
    three: await build.person({ name: '钱宁', unit: unit.a, employeeNo: 'E0003' }),
    elsewhere: await build.person({ name: '孙立', unit: unit.b, employeeNo: 'E0004' }),
    gone: await build.person({ name: '周远', unit: unit.a, employeeNo: 'E0005' }),
    late: await build.person({ name: '吴新', unit: unit.a, employeeNo: 'E0006', from: '2026-06-20' }),
  };
  await owner`update people set left_on = '2026-06-01' where id = ${person.gone}`;

  /** Somebody with an account, so that what they do can be recorded. */
  async function who(roles: readonly Role[], personId: string | null, units: string[] = []): Promise<Principal> {
    const employeeNo = `A${randomUUID().slice(0, 8)}`;
    const accountId = await build.account(personId, employeeNo);
    return principalWith(roles, { accountId, personId, employeeNo, officerUnitIds: units });
  }

  function form(change: Partial<SessionFormValues> = {}): SessionFormValues {
    return {
      title: '上半年集中培训',
      mode: 'session',
      topics: ['保密法律法规'],
      unitId: unit.a,
      isUnitOrganised: true,
      place: '一楼会议室',
      teacher: '',
      startsAt: '2026-06-10T09:00',
      endsAt: '2026-06-10T11:00',
      minutes: 90,
      ...change,
    };
  }

  async function enter(principal: Principal, change: Partial<SessionFormValues> = {}): Promise<string> {
    const made = await enterSession(principal, form(change));
    if (!made.ok) throw new Error(made.error.code);
    return made.value.id;
  }

  /** Each session on a day of its own, so that no approved one is in the way of the next. */
  let day = 0;
  function onOwnDay() {
    day += 1;
    const date = `2026-05-${String(day).padStart(2, '0')}`;
    return { startsAt: `${date}T09:00`, endsAt: `${date}T11:00` };
  }

  const hr = await who(['hr'], null);

  async function handedIn(principal: Principal, people: string[], change: Partial<SessionFormValues> = onOwnDay()) {
    const id = await enter(principal, change);
    expect(codeOf(await addPeople(hr, id, people))).toBe('ok');
    expect(codeOf(await handInSession(principal, id))).toBe('ok');
    return { id, submittedAt: await submittedAt(id) };
  }

  async function submittedAt(id: string): Promise<string> {
    const [row] = await owner<{ at: Date }[]>`select submitted_at as at from training_sessions where id = ${id}`;
    return row?.at.toISOString() ?? '';
  }

  async function audits(id: string, action: string, outcome = 'done'): Promise<number> {
    const rows =
      await owner`select 1 from audit_events where subject_id = ${id} and action = ${action} and outcome = ${outcome}`;
    return rows.length;
  }

  return {
    build,
    unit,
    person,
    who,
    form,
    enter,
    onOwnDay,
    handedIn,
    submittedAt,
    audits,
    hr,
    office: await who(['office'], null),
    officer: await who(['unit-officer'], null, [unit.a]),
    employee: await who([], person.one),
  };
}

/** A workbook as the project writes it: a title in row 1, the heads in row 2. */
export async function sheetOf(rows: readonly (readonly string[])[], heads = ['工号', '姓名']): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  async function* all() {
    yield rows;
  }
  const columns = heads.map((head) => ({ head, width: 10 }));
  await writeXlsx(out, { name: '签到', notes: ['签到表'], columns, rows: all() });
  return Buffer.concat(chunks);
}
