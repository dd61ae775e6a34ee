import { beforeAll, describe, expect, it } from 'vitest';
import { loadContent } from '#server/content/load-into-database.ts';
import { ensureSigningKey } from '#server/documents/signer.ts';
import { readAttachments } from '#server/operations/attachments/read.ts';
import { uploadAttachment } from '#server/operations/attachments/store.ts';
import { readCases, readOwnCases } from '#server/operations/cases/lists.ts';
import { openCase } from '#server/operations/cases/open-case.ts';
import { readStartable } from '#server/operations/cases/startable.ts';
import { readPersonCases } from '#server/operations/hr/person-cases.ts';
import { ownCalendar } from '#server/operations/reminders/own-calendar.ts';
import { caseWorld, PASSWORD, REVIEW, type Somebody } from '#tests/support/case-world.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const database = await createTestDatabase();
const { owner } = database;
const world = caseWorld(owner, 2026);

let officer: Somebody;
let hr: Somebody;
let office: Somebody;
let leader: Somebody;

const agree = { opinion: 'agree' };

beforeAll(async () => {
  await database.travelTo('2026-11-02T09:00:00+08:00');
  await loadContent();
  await ensureSigningKey();
  await world.somebody();
  await world.unit('X');
  officer = await world.somebody('unit-officer');
  hr = await world.somebody('hr');
  office = await world.somebody('office');
  leader = await world.somebody('leader');
});

async function inPost(role?: Parameters<typeof world.somebody>[0]): Promise<Somebody> {
  const who = await world.somebody(role);
  await world.inPost(who.personId, 'general');
  return who;
}

function violationOf(who: Somebody): Promise<string> {
  return world.open(office, 'violation', {
    personId: who.personId,
    category: 'other',
    discoveredAt: '2026-11-02T08:00:00+08:00',
    description: '将内部资料带离办公区',
  });
}

const TRIP = {
  purpose: 'private',
  destination: '某国',
  departOn: '2026-12-01',
  returnOn: '2026-12-08',
  reason: '探亲旅行',
};

describe('a violation', () => {
  it.each([undefined, 'hr', 'office', 'leader', 'unit-officer'] as const)(
    'is told to the person it is about by nothing at all, whatever office they hold (%s)',
    async (role) => {
      const who = await inPost(role);
      const caseId = await violationOf(who);
      const { no } = await world.view(office, caseId);
      for (const event of ['record-measure', 'dismiss-violation', 'no-such-step']) {
        expect(await world.step(who, caseId, event, { measure: '说明', restrictedReason: '说明' })).toBe('NOT_FOUND');
      }
      const seen = [
        await readOwnCases(who.principal),
        (await readCases(who.principal, { status: 'all', personId: who.personId }, { page: 1, size: 100 })).items,
        await readPersonCases(who.principal, who.personId),
        await ownCalendar(who.principal),
        await owner`select title, body, href from notices where person_id = ${who.personId}`,
      ];
      expect(JSON.stringify(seen)).not.toContain(no);
      expect(JSON.stringify(seen)).not.toContain(caseId);
      expect(JSON.stringify(seen)).not.toContain('违规');
    },
  );

  it('shows neither in what its subject can begin nor in why a trip is refused, and no trip is approved meanwhile', async () => {
    const who = await inPost();
    const before = (await readStartable(who.principal)).map((one) => one.kind);
    const caseId = await violationOf(who);
    expect((await readStartable(who.principal)).map((one) => one.kind)).toEqual(before);
    const trip = await openCase(who.principal, 'travel', TRIP);
    if (!trip.ok) throw new Error(trip.error.code);
    expect(await world.step(hr, trip.value.id, 'opinion-hr', agree)).toBe('ok');
    expect(await world.step(office, trip.value.id, 'opinion-office', agree)).toBe('ok');
    expect(JSON.stringify(await world.view(who, trip.value.id))).not.toContain('违规');
    expect(await world.step(leader, trip.value.id, 'approve-travel')).toBe('CASE_TRIP_BARRED');
    expect(await world.step(leader, caseId, 'dismiss-violation', { restrictedReason: '查无此事' })).toBe('ok');
    expect(await world.step(leader, trip.value.id, 'approve-travel')).toBe('ok');
  });
});

describe('what only 人事部门 and 保密办 read', () => {
  it('is not read by somebody of theirs whom it is about', async () => {
    const who = await inPost('hr');
    const second = await world.somebody('hr');
    const caseId = await world.open(hr, 'review', { personId: who.personId, cause: 'due' });
    expect(await world.step(who, caseId, 'submit-review', REVIEW, PASSWORD)).toBe('ok');
    expect(await world.step(officer, caseId, 'opinion-unit', agree)).toBe('ok');
    expect(await world.step(office, caseId, 'opinion-office', agree)).toBe('ok');
    expect(await world.step(second, caseId, 'conclude-fail', { restrictedReason: '有关部门提供的线索' })).toBe('ok');
    expect(JSON.stringify(await world.view(hr, caseId))).toContain('有关部门提供的线索');
    expect(JSON.stringify(await world.view(who, caseId))).not.toContain('有关部门提供的线索');
  });
});

describe('files of a case', () => {
  const PNG = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  async function add(who: Somebody, ownerId: string, fileName: string, more: number): Promise<void> {
    const bytes = Buffer.concat([PNG, Buffer.alloc(more)]);
    const done = await uploadAttachment(who.principal, { ownerType: 'case', ownerId, fileName, bytes });
    if (!done.ok) throw new Error(done.error.code);
  }
  async function names(who: Somebody, caseId: string): Promise<string[]> {
    const files = await readAttachments(who.principal, 'case', caseId);
    return files.ok ? files.value.map((file) => file.fileName) : [files.error.code];
  }

  it('of a review are read by 人事部门 and 保密办, and by everybody else only as far as they are their own', async () => {
    const who = await inPost();
    const caseId = await world.open(hr, 'review', { personId: who.personId, cause: 'due' });
    await add(who, caseId, '本人材料.png', 1);
    await add(office, caseId, '核查材料.png', 2);
    await add(officer, caseId, '部门意见.png', 3);
    for (const desk of [hr, office])
      expect(await names(desk, caseId)).toEqual(['本人材料.png', '核查材料.png', '部门意见.png']);
    expect(await names(who, caseId)).toEqual(['本人材料.png']);
    expect(await names(officer, caseId)).toEqual(['部门意见.png']);
    expect(await names(leader, caseId)).toEqual([]);
  });

  it('of a trip are read by all who have a part in it', async () => {
    const who = await inPost();
    const trip = await openCase(who.principal, 'travel', TRIP);
    if (!trip.ok) throw new Error(trip.error.code);
    await add(who, trip.value.id, '行程.png', 4);
    for (const one of [who, officer, hr, office, leader]) expect(await names(one, trip.value.id)).toEqual(['行程.png']);
  });
});
