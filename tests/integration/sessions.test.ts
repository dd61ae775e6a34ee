import { randomUUID } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { readXlsx } from '#server/documents/xlsx-read.ts';
import { approveTraining } from '#server/operations/sessions/approve.ts';
import { readAttendanceCode } from '#server/operations/sessions/attend.ts';
import { changeSession, enterSession } from '#server/operations/sessions/edit.ts';
import { handInSession, sendBackSession, voidSession } from '#server/operations/sessions/flow.ts';
import { importErrors, importSheet, importTemplate, tryImport } from '#server/operations/sessions/import.ts';
import { addPeople, findCandidates, removePeople } from '#server/operations/sessions/people.ts';
import { codeOf, sessionWorld, sheetOf } from '#tests/support/session-world.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const world = await createTestDatabase();
const { owner, travelTo } = world;
const { build, unit, person, form, enter, onOwnDay, handedIn, audits, hr, office, officer, employee } =
  await sessionWorld(world);

beforeEach(() => travelTo('2026-06-10T12:00:00+08:00'));

describe('entering a session', () => {
  it('takes one for a unit the principal looks after, its times in the zone of the organisation', async () => {
    const id = await enter(officer);
    const [row] = await owner<
      { starts_at: Date; state: string }[]
    >`select starts_at, state from training_sessions where id = ${id}`;
    expect(row).toEqual({ starts_at: new Date('2026-06-10T01:00:00Z'), state: 'draft' });
    expect(await audits(id, 'training.create')).toBe(1);
  });

  it('refuses a unit of others, a unit that is no more, and everything by people without a role', async () => {
    const closed = await build.unit('C', '已撤部', unit.a);
    await owner`update units set valid_to = '2026-01-01' where id = ${closed}`;
    expect(codeOf(await enterSession(officer, form({ unitId: unit.b })))).toBe('SESSION_UNIT');
    expect(codeOf(await enterSession(officer, form({ unitId: unit.root })))).toBe('SESSION_UNIT');
    expect(codeOf(await enterSession(hr, form({ unitId: closed })))).toBe('SESSION_UNIT');
    expect(codeOf(await enterSession(employee, form()))).toBe('SESSION_UNIT');
  });

  it('hides the sessions of other units from an officer, whatever is tried', async () => {
    const id = await enter(hr, { unitId: unit.b });
    const bytes = await sheetOf([['E0001', '陈思远']]);
    const tries = [
      changeSession(officer, id, form()),
      findCandidates(officer, id, '陈'),
      addPeople(officer, id, [person.one]),
      removePeople(officer, id, [person.one]),
      handInSession(officer, id),
      sendBackSession(officer, id, '原因'),
      voidSession(officer, id, '原因'),
      readAttendanceCode(officer, id),
      importTemplate(officer, id),
      tryImport(officer, { id, bytes }),
      importSheet(officer, { id, bytes }),
      importErrors(officer, { id, bytes }),
      approveTraining(officer, id, { submittedAt: '2026-06-10T00:00:00.000Z' }),
    ];
    expect((await Promise.all(tries)).map(codeOf)).toEqual(tries.map(() => 'NOT_FOUND'));
  });
});

describe('the list', () => {
  it('takes people of the principal only, all or none', async () => {
    await travelTo('2026-06-30T12:00:00+08:00');
    const id = await enter(officer);
    expect(codeOf(await addPeople(officer, id, [person.one, person.elsewhere]))).toBe('NOT_FOUND');
    expect(codeOf(await addPeople(officer, id, [person.one, randomUUID()]))).toBe('NOT_FOUND');
    expect(codeOf(await addPeople(officer, id, [person.one, person.gone]))).toBe('SESSION_NOT_MEMBER');
    expect(codeOf(await addPeople(officer, id, [person.one, person.late]))).toBe('SESSION_NOT_MEMBER');
    expect(await owner`select 1 from session_attendees where session_id = ${id}`).toHaveLength(0);
    expect(await addPeople(officer, id, [person.one, person.one])).toEqual({ ok: true, value: { added: 1 } });
    expect(await addPeople(officer, id, [person.one])).toEqual({ ok: true, value: { added: 0 } });
  });

  it('ends at two thousand people, whichever way they come', async () => {
    const id = await enter(hr);
    await owner`insert into people (employee_no, name, name_pinyin, joined_on)
      select 'F' || n, '众' || n, '', '2020-01-01' from generate_series(1, 2000) n`;
    await owner`insert into session_attendees (session_id, person_id, source, recorded_by)
      select ${id}, id, 'list', ${hr.accountId} from people where employee_no like 'F%'`;
    expect(codeOf(await addPeople(hr, id, [person.one]))).toBe('SESSION_FULL');
    const bytes = await sheetOf([['E0001', '陈思远']]);
    expect(codeOf(await importSheet(hr, { id, bytes }))).toBe('SESSION_FULL');
    await owner`insert into session_attendees (session_id, person_id, source, recorded_by)
      values (${id}, ${person.one}, 'list', ${hr.accountId})`;
    expect(codeOf(await handInSession(hr, id))).toBe('SESSION_FULL');
  });

  it('finds people by 工号, name and pinyin within the scope, and says what stands in their way', async () => {
    const id = await enter(officer);
    await addPeople(officer, id, [person.two]);
    const found = async (q: string) => {
      const result = await findCandidates(officer, id, q);
      return result.ok ? result.value.map(({ employeeNo, obstacle }) => [employeeNo, obstacle]) : [];
    };
    expect(await found('csy')).toEqual([['E0001', null]]);
    expect(await found('e000')).toEqual([
      ['E0001', null],
      ['E0002', '已在名单中'],
      ['E0003', null],
      ['E0005', '培训当天不在职（尚未入职或已离职）'],
    ]);
    expect(await found('孙立')).toEqual([]);
    expect(await found('%')).toEqual([]);
  });

  it('cannot be changed once it is handed in, approved or void', async () => {
    const { id, submittedAt } = await handedIn(officer, [person.one]);
    const tries = async () =>
      Promise.all([
        addPeople(hr, id, [person.two]),
        removePeople(hr, id, [person.one]),
        changeSession(hr, id, form()),
        importSheet(hr, { id, bytes: await sheetOf([['E0002', '赵成']]) }),
        handInSession(hr, id),
      ]);
    expect((await tries()).map(codeOf)).toEqual(Array(5).fill('SESSION_STATE'));
    expect(codeOf(await approveTraining(office, id, { submittedAt }))).toBe('ok');
    expect((await tries()).map(codeOf)).toEqual(Array(5).fill('SESSION_STATE'));
    expect(codeOf(await voidSession(hr, id, '登记有误'))).toBe('SESSION_STATE');
    expect(codeOf(await sendBackSession(hr, id, '登记有误'))).toBe('SESSION_STATE');
  });
});

describe('handing in', () => {
  it('is refused before the end, without anybody, and with people outside the scope', async () => {
    const future = await enter(officer, { startsAt: '2026-06-10T11:00', endsAt: '2026-06-10T12:30' });
    await addPeople(officer, future, [person.one]);
    expect(codeOf(await handInSession(officer, future))).toBe('SESSION_NOT_OVER');
    const empty = await enter(officer);
    expect(codeOf(await handInSession(officer, empty))).toBe('SESSION_EMPTY');
    await addPeople(hr, empty, [person.elsewhere]);
    expect(await handInSession(officer, empty)).toEqual({
      ok: false,
      error: { code: 'SESSION_OUT_OF_SCOPE', meta: { count: 1 } },
    });
    expect(codeOf(await handInSession(hr, empty))).toBe('ok');
  });

  it('looks at the day of the session anew when its times have been changed', async () => {
    await travelTo('2026-06-30T12:00:00+08:00');
    const id = await enter(officer, { startsAt: '2026-06-25T09:00', endsAt: '2026-06-25T11:00' });
    expect(codeOf(await addPeople(officer, id, [person.late]))).toBe('ok');
    expect(codeOf(await changeSession(officer, id, form()))).toBe('ok');
    expect(await handInSession(officer, id)).toMatchObject({
      error: { code: 'SESSION_NOT_MEMBER', meta: { names: '吴新' } },
    });
  });
});

describe('importing a sign-in sheet', () => {
  it('says first what it would do, row by row under the numbers of the sheet, and changes nothing', async () => {
    const id = await enter(officer);
    await addPeople(officer, id, [person.two]);
    const bytes = await sheetOf([
      ['E0001', '陈思远'],
      ['E0002', '赵成'],
      ['E0003', '某人'],
      ['E0004', '孙立'],
      ['E0005', '周远'],
      ['E9999', '无此人'],
      ['E0001', '陈思远'],
    ]);
    const result = await tryImport(officer, { id, bytes });
    if (!result.ok) throw new Error(result.error.code);
    expect(result.value.counts).toEqual({ rows: 7, add: 1, already: 1, error: 5 });
    expect(result.value.rows.map(({ row, outcome, problems }) => [row, outcome, ...problems])).toEqual([
      [5, 'error', '姓名与花名册不一致'],
      [6, 'error', '没有这个工号，或不在您负责的范围内'],
      [7, 'error', '培训当天不在职（尚未入职或已离职）'],
      [8, 'error', '没有这个工号，或不在您负责的范围内'],
      [9, 'error', '与第 3 行重复'],
      [3, 'add'],
      [4, 'already'],
    ]);
    expect(await owner`select 1 from session_attendees where session_id = ${id}`).toHaveLength(1);
    expect(await importSheet(officer, { id, bytes })).toEqual({
      ok: false,
      error: { code: 'SHEET_ROWS_REFUSED', meta: { errors: 5 } },
    });
    expect(await owner`select 1 from session_attendees where session_id = ${id}`).toHaveLength(1);
  });

  it('names people who are in an approved session at the same time', async () => {
    const times = onOwnDay();
    const first = await handedIn(officer, [person.one], times);
    await approveTraining(hr, first.id, first);
    const id = await enter(officer, times);
    const result = await tryImport(officer, { id, bytes: await sheetOf([['E0001', '陈思远']]) });
    expect(result.ok && result.value.rows[0]?.problems).toEqual(['与已审批的“上半年集中培训”时间重叠']);
    expect(codeOf(await addPeople(officer, id, [person.one]))).toBe('SESSION_OVERLAP');
  });

  it('adds everybody with the time of the sheet, and nothing the second time', async () => {
    const id = await enter(officer);
    const rows = [
      ['E0001', '陈思远', '2026-06-10 08:55', '2'],
      ['E0002', '赵成', '', ''],
    ];
    const bytes = await sheetOf(rows, ['工号', '姓名', '签到时间', '学时']);
    expect(await importSheet(officer, { id, bytes })).toMatchObject({ value: { applied: true, counts: { add: 2 } } });
    const [first] = await owner<{ signed_at: Date; source: string }[]>`
      select signed_at, source from session_attendees where session_id = ${id} and person_id = ${person.one}`;
    expect(first).toEqual({ signed_at: new Date('2026-06-10T00:55:00Z'), source: 'import' });
    expect(await importSheet(officer, { id, bytes })).toMatchObject({ value: { counts: { add: 0, already: 2 } } });
    expect(await owner`select 1 from session_attendees where session_id = ${id}`).toHaveLength(2);
    expect(await audits(id, 'training.import')).toBe(2);
  });

  it('gives the sheet back with a column 错误原因 under the same row numbers', async () => {
    const id = await enter(officer);
    const bytes = await sheetOf([
      ['E0001', '陈思远'],
      ['E9999', '无此人'],
    ]);
    const file = await importErrors(officer, { id, bytes });
    if (!file.ok) throw new Error(file.error.code);
    const rows = readXlsx(file.value.body).rows.map((row) => [
      row.number,
      ...row.cells.map((cell) => (cell?.kind === 'text' ? cell.text : '')),
    ]);
    expect(rows).toEqual([
      [1, '签到表'],
      [2, '工号', '姓名', '错误原因'],
      [3, 'E0001', '陈思远'],
      [4, 'E9999', '无此人', '没有这个工号，或不在您负责的范围内'],
    ]);
  });

  it('takes its own template, filled', async () => {
    const id = await enter(officer);
    const file = await importTemplate(officer, id);
    if (!file.ok) throw new Error(file.error.code);
    expect(readXlsx(file.value.body).rows.at(-1)?.cells).toHaveLength(4);
    expect(codeOf(await tryImport(officer, { id, bytes: file.value.body }))).toBe('SHEET_REFUSED');
  });

  it.each([
    ['no workbook', () => Buffer.from('工号,姓名\nE0001,陈思远')],
    ['an empty file', () => Buffer.alloc(0)],
    ['a zip bomb', () => Buffer.from(zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(200 * 1024 * 1024) }))],
    ['a zip of something else', () => Buffer.from(zipSync({ 'a.txt': strToU8('x') }))],
    ['more than 5 MB', () => Buffer.concat([Buffer.from('PK'), Buffer.alloc(5 * 1024 * 1024)])],
  ])('refuses %s by what is in it', async (_what, make) => {
    const id = await enter(officer);
    expect(codeOf(await tryImport(officer, { id, bytes: make() }))).toBe('SHEET_REFUSED');
    expect(codeOf(await importSheet(officer, { id, bytes: make() }))).toBe('SHEET_REFUSED');
  });
});
