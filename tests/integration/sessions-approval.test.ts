import { beforeEach, describe, expect, it } from 'vitest';
import { approveTraining } from '#server/operations/sessions/approve.ts';
import { attend, readAttend, readAttendanceCode } from '#server/operations/sessions/attend.ts';
import { attendanceCode } from '#server/operations/sessions/attendance-code.ts';
import { handInSession, sendBackSession, voidSession } from '#server/operations/sessions/flow.ts';
import { addPeople } from '#server/operations/sessions/people.ts';
import { readSession } from '#server/operations/sessions/read.ts';
import { codeOf, sessionWorld } from '#tests/support/session-world.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const world = await createTestDatabase();
const { owner, travelTo, now } = world;
const { build, unit, person, who, enter, onOwnDay, handedIn, submittedAt, audits, hr, office, officer, employee } =
  await sessionWorld(world);

beforeEach(() => travelTo('2026-06-10T12:00:00+08:00'));

const SPEC = { planKind: 'annual-classified', minutesPerHour: 45, blueprintId: null, title: '年度培训', basis: '' };

async function ledgerOf(id: string) {
  return owner<
    { person_id: string; minutes: number; mode: string; training_year: number; evidence: Record<string, unknown> }[]
  >`
    select person_id, minutes, mode, training_year, is_unit_organised, topics, occurred_from, recorded_by, evidence
    from hours_ledger where evidence ->> 'sessionId' = ${id} order by person_id`;
}

describe('approval', () => {
  it('writes one row for everybody, with its evidence, notice and audit, and completes what is due', async () => {
    const spec = { ...SPEC, requiredLessons: [], electiveLessons: [], requiredMinutes: 90 };
    await owner`insert into policy_versions (plan_kind, version, spec, effective_from_year)
      values ('annual-classified', 1, ${owner.json(spec)}, 2020)`;
    const plan = await build.plan(person.three, { kind: 'annual-classified' });
    const { id, submittedAt } = await handedIn(officer, [person.one, person.three]);
    expect(await approveTraining(hr, id, { submittedAt })).toEqual({ ok: true, value: { people: 2, completed: 1 } });
    const rows = await ledgerOf(id);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      minutes: 90,
      mode: 'session',
      training_year: 2026,
      is_unit_organised: true,
      topics: ['保密法律法规'],
      recorded_by: officer.accountId,
      evidence: { sessionId: id, approvedBy: hr.accountId, attendees: 2, signIn: 'list' },
    });
    expect(await owner`select 1 from plan_completions where assignment_id = ${plan}`).toHaveLength(1);
    expect(await owner`select 1 from notices where dedupe_key = ${`session:${id}`}`).toHaveLength(2);
    expect(await audits(id, 'hours.record')).toBe(1);
  });

  it('is refused to whoever entered or handed it in, and the try is recorded', async () => {
    const { id, ...first } = await handedIn(hr, [person.one]);
    expect(codeOf(await approveTraining(hr, id, first))).toBe('SELF_APPROVAL_REFUSED');
    expect(await audits(id, 'hours.record', 'refused')).toBe(1);
    expect(codeOf(await sendBackSession(office, id, '请补签到表'))).toBe('ok');
    expect(codeOf(await handInSession(office, id))).toBe('ok');
    const again = { submittedAt: await submittedAt(id) };
    expect(codeOf(await approveTraining(hr, id, again))).toBe('SELF_APPROVAL_REFUSED');
    expect(codeOf(await approveTraining(office, id, again))).toBe('SELF_APPROVAL_REFUSED');
    expect(await ledgerOf(id)).toHaveLength(0);
    await expect(
      owner`update training_sessions set state = 'approved', approved_by = created_by where id = ${id}`,
    ).rejects.toThrow('training_sessions_two');
  });

  it('is refused to whoever is on the list, on the page too: nobody approves the own hours', async () => {
    const there = await build.person({ name: '郑参', unit: unit.a });
    const attending = await who(['hr'], there);
    const { id, submittedAt } = await handedIn(officer, [person.one, there]);
    const page = await readSession(attending, id, 1);
    expect(page).toMatchObject({ ok: true, value: { rights: { mayApprove: false, maySendBack: true } } });
    expect(codeOf(await approveTraining(attending, id, { submittedAt }))).toBe('SESSION_OWN_LIST');
    expect(await audits(id, 'hours.record', 'refused')).toBe(1);
    expect(await ledgerOf(id)).toHaveLength(0);
    expect(codeOf(await approveTraining(office, id, { submittedAt }))).toBe('ok');
  });

  it('counts once when two people approve at once', async () => {
    const other = await who(['office'], null);
    const { id, submittedAt } = await handedIn(officer, [person.one, person.two, person.three]);
    const results = await Promise.all([hr, office, other].map((one) => approveTraining(one, id, { submittedAt })));
    expect(results.map(codeOf).sort()).toEqual(['SESSION_STATE', 'SESSION_STATE', 'ok']);
    expect(await ledgerOf(id)).toHaveLength(3);
    expect(await audits(id, 'hours.record')).toBe(1);
  });

  it('of two overlapping sessions at once lets the second one wait and then names whoever is in both', async () => {
    const times = onOwnDay();
    const first = await handedIn(officer, [person.one, person.two], times);
    const second = await handedIn(officer, [person.two, person.three], times);
    const results = await Promise.all([
      approveTraining(hr, first.id, first),
      approveTraining(office, second.id, second),
    ]);
    expect(results.map(codeOf).sort()).toEqual(['SESSION_OVERLAP', 'ok']);
    expect(results.find((result) => !result.ok)).toMatchObject({ error: { meta: { names: '赵成' } } });
    const minutes = await owner`select 1 from hours_ledger where person_id = ${person.two}
      and evidence ->> 'sessionId' in ${owner([first.id, second.id])}`;
    expect(minutes).toHaveLength(1);
  });

  it('takes sessions that only touch, one after the other', async () => {
    const times = onOwnDay();
    const day = times.startsAt?.slice(0, 10);
    const first = await handedIn(officer, [person.one], times);
    const second = await handedIn(officer, [person.one], { startsAt: `${day}T11:00`, endsAt: `${day}T12:30` });
    expect(codeOf(await approveTraining(hr, first.id, first))).toBe('ok');
    expect(codeOf(await approveTraining(hr, second.id, second))).toBe('ok');
  });

  it('never approves another list than the one that was looked at', async () => {
    const { id, submittedAt } = await handedIn(officer, [person.one]);
    await sendBackSession(officer, id, '漏登一人');
    await addPeople(officer, id, [person.two]);
    await travelTo('2026-06-10T13:00:00+08:00');
    await handInSession(officer, id);
    expect(codeOf(await approveTraining(hr, id, { submittedAt }))).toBe('SCREEN_STALE');
    expect(await ledgerOf(id)).toHaveLength(0);
  });

  it('puts a session of new year’s morning into the year of the organisation’s zone', async () => {
    await travelTo('2026-01-02T12:00:00+08:00');
    const times = { startsAt: '2026-01-01T00:30', endsAt: '2026-01-01T02:30' };
    const { id, submittedAt } = await handedIn(officer, [person.one], times);
    expect(codeOf(await approveTraining(hr, id, { submittedAt }))).toBe('ok');
    expect((await ledgerOf(id)).map((row) => row.training_year)).toEqual([2026]);
  });

  it('can be taken back to a draft by an approver or the one who handed in, nobody else', async () => {
    const second = await who(['unit-officer'], null, [unit.a]);
    const { id } = await handedIn(officer, [person.one]);
    expect(codeOf(await sendBackSession(second, id, '不该由我退回'))).toBe('FORBIDDEN');
    expect(codeOf(await sendBackSession(officer, id, '名单有误'))).toBe('ok');
    const [row] = await owner`select state, comment, submitted_by from training_sessions where id = ${id}`;
    expect(row).toEqual({ state: 'draft', comment: '名单有误', submitted_by: null });
    expect(codeOf(await voidSession(second, id, '重复登记'))).toBe('ok');
    expect(codeOf(await handInSession(officer, id))).toBe('SESSION_STATE');
  });
});

describe('signing in by code', () => {
  const during = '2026-06-10T09:10:00+08:00';
  const codeNow = async (id: string) => attendanceCode(id, await now());

  it('puts the person on the list once, with source and trace', async () => {
    const id = await enter(officer);
    await travelTo(during);
    const screen = await readAttendanceCode(officer, id);
    expect(screen).toMatchObject({ ok: true, value: { open: true, signedIn: 0 } });
    expect(screen.ok && screen.value.qr.length).toBeGreaterThan(20);
    expect(codeOf(await attend(employee, id, await codeNow(id)))).toBe('ok');
    expect(codeOf(await attend(employee, id, '000000'))).toBe('ok');
    expect(await owner`select source, recorded_by from session_attendees where session_id = ${id}`).toEqual([
      { source: 'qr', recorded_by: employee.accountId },
    ]);
    expect(await audits(id, 'training.sign-in')).toBe(1);
    expect(await readAttend(employee, id)).toMatchObject({ value: { title: '上半年集中培训', open: true } });
  });

  it('takes the code of this half minute and the last, not an older one and not that of another session', async () => {
    const id = await enter(officer);
    const other = await enter(officer);
    await travelTo(during);
    const at = await now();
    const earlier = (seconds: number) => attendanceCode(id, new Date(at.getTime() - seconds * 1000));
    expect(codeOf(await attend(employee, id, earlier(90)))).toBe('ATTEND_CODE');
    expect(codeOf(await attend(employee, id, attendanceCode(other, at)))).toBe('ATTEND_CODE');
    expect(codeOf(await attend(employee, id, earlier(30)))).toBe('ok');
  });

  it('is closed before and after its time, and once the list is handed in', async () => {
    const id = await enter(officer);
    await travelTo('2026-06-10T08:29:00+08:00');
    expect(codeOf(await attend(employee, id, await codeNow(id)))).toBe('ATTEND_NOT_OPEN');
    expect(await readAttendanceCode(officer, id)).toMatchObject({ value: { open: false, code: null, qr: [] } });
    await travelTo('2026-06-10T11:31:00+08:00');
    expect(codeOf(await attend(employee, id, await codeNow(id)))).toBe('ATTEND_NOT_OPEN');
    await travelTo('2026-06-10T11:10:00+08:00');
    await addPeople(officer, id, [person.two]);
    await handInSession(officer, id);
    expect(codeOf(await attend(employee, id, await codeNow(id)))).toBe('ATTEND_NOT_OPEN');
  });

  it('is for people of the unit: others find nothing, also with the right code', async () => {
    const id = await enter(hr, { unitId: unit.b });
    const root = await enter(hr, { unitId: unit.root });
    await travelTo(during);
    expect(codeOf(await attend(employee, id, await codeNow(id)))).toBe('NOT_FOUND');
    expect(codeOf(await readAttend(employee, id))).toBe('NOT_FOUND');
    expect(codeOf(await attend(hr, id, await codeNow(id)))).toBe('NOT_FOUND');
    expect(codeOf(await attend(employee, root, await codeNow(root)))).toBe('ok');
  });

  it('makes who guesses wait', async () => {
    const id = await enter(officer);
    const guesser = await who([], person.two);
    await travelTo(during);
    const wrong = (await codeNow(id)) === '123456' ? '654321' : '123456';
    const results = [];
    for (let i = 0; i < 6; i++) results.push(codeOf(await attend(guesser, id, wrong)));
    expect(results.at(-1)).toBe('RATE_LIMITED');
    expect(codeOf(await attend(guesser, id, await codeNow(id)))).toBe('RATE_LIMITED');
  });

  it('of many at once puts each on the list once', async () => {
    const id = await enter(officer);
    await travelTo(during);
    const crowd = await Promise.all(
      Array.from({ length: 30 }, async (_, i) =>
        who([], await build.person({ name: `人${i}`, unit: unit.a, employeeNo: `Q${100 + i}` })),
      ),
    );
    const shown = await codeNow(id);
    const results = await Promise.all([...crowd, ...crowd].map((one) => attend(one, id, shown)));
    expect(new Set(results.map(codeOf))).toEqual(new Set(['ok']));
    expect(await owner`select 1 from session_attendees where session_id = ${id}`).toHaveLength(30);
  });
});
