import type { Sql } from 'postgres';
import { caseWorld, PASSWORD, REVIEW, type Somebody } from './case-world.ts';
import type { TestClock } from './test-clock.ts';

const agree = { opinion: 'agree' };

export type PaperWorld = {
  readonly world: ReturnType<typeof caseWorld>;
  readonly officer: Somebody;
  readonly hr: Somebody;
  readonly office: Somebody;
  readonly leader: Somebody;
  /** Names people; the plain ones of the other helpers say nothing about signs a font may lack. */
  readonly named: (name: string, level?: 'general' | 'important' | 'core') => Promise<Somebody>;
  readonly papersOf: (personId: string) => Promise<ReadonlyMap<string, string>>;
  readonly entered: (subject: Somebody) => Promise<string>;
  readonly left: (subject: Somebody) => Promise<string>;
  readonly travelled: (subject: Somebody) => Promise<string>;
  readonly reported: (subject: Somebody) => Promise<string>;
  readonly suspended: (subject: Somebody) => Promise<string>;
  readonly moved: (subject: Somebody) => Promise<string>;
  readonly violated: (subject: Somebody) => Promise<string>;
};

/** People and whole courses of cases, so that every kind of paper has been written by the system itself. */
export async function paperWorld(owner: Sql, clock: TestClock): Promise<PaperWorld> {
  const world = caseWorld(owner, 2026);
  await world.somebody();
  await world.unit('X');
  const officer = await world.somebody('unit-officer');
  const hr = await world.somebody('hr');
  const office = await world.somebody('office');
  const leader = await world.somebody('leader');

  async function must(
    by: Somebody,
    caseId: string,
    event: string,
    payload: Record<string, unknown> = {},
    word?: string,
  ) {
    const said = await world.step(by, caseId, event, payload, word);
    if (said !== 'ok') throw new Error(`${event}: ${said}`);
  }

  async function named(name: string, level?: 'general' | 'important' | 'core'): Promise<Somebody> {
    const person = await world.somebody();
    await owner`update people set name = ${name} where id = ${person.personId}`;
    await owner`update accounts set display_name = ${name} where id = ${person.accountId}`;
    if (level) await world.inPost(person.personId, level);
    return { ...person, principal: { ...person.principal, name } };
  }

  async function sign(subject: Somebody, caseId: string): Promise<void> {
    const { pledge } = await world.view(subject, caseId);
    await clock.advance('2 minutes');
    await must(subject, caseId, 'sign-pledge', { pledge: pledge?.ref ?? '', agreed: true }, PASSWORD);
  }

  /** 上岗 from nomination to the post. */
  async function entered(subject: Somebody): Promise<string> {
    const postId = await world.post('important');
    const about = { personId: subject.personId, postId, startOn: '2026-12-01', reason: '岗位需要' };
    const caseId = await world.open(officer, 'entry', about);
    await must(subject, caseId, 'submit-review', REVIEW, PASSWORD);
    await must(officer, caseId, 'opinion-unit', agree);
    await must(office, caseId, 'opinion-office', { opinion: 'agree', comment: '材料齐全，未发现问题' });
    await must(hr, caseId, 'conclude-pass');
    await world.finishPlan(caseId, subject.personId);
    await sign(subject, caseId);
    await must(officer, caseId, 'approve-unit', agree);
    await must(hr, caseId, 'approve-hr', agree);
    await must(office, caseId, 'approve-office', agree);
    await must(leader, caseId, 'approve-leader', { effectiveOn: '2026-11-02' });
    return caseId;
  }

  /** 离职 as far as a 脱密期 that has been extended and entrusted. */
  async function left(subject: Somebody): Promise<string> {
    const why = { exitKind: 'leave-unit', cause: 'resign', plannedOn: '2026-12-01', reason: '个人原因' };
    const caseId = await world.open(subject, 'exit', { personId: subject.personId, ...why });
    await must(officer, caseId, 'opinion-unit', agree);
    await must(hr, caseId, 'approve-exit');
    const { clearance } = await world.view(hr, caseId);
    for (const item of clearance) await must(office, caseId, 'confirm-item', { itemId: item.id });
    const talk = { heldOn: '2026-11-02', place: '会议室', points: '重申保密义务和脱密期管理要求。' };
    await must(hr, caseId, 'record-talk', talk);
    await world.finishPlan(caseId, subject.personId);
    await sign(subject, caseId);
    await must(hr, caseId, 'propose-period', { startsOn: '2026-11-02', months: 6 });
    await must(office, caseId, 'confirm-period');
    await must(hr, caseId, 'propose-extension', { months: 1, reason: '接触面较广' });
    await must(office, caseId, 'confirm-extension');
    const to = { organisation: '某市属研究院', contact: '组织人事处', since: '2026-11-02' };
    await must(hr, caseId, 'entrust', to);
    return caseId;
  }

  async function travelled(subject: Somebody): Promise<string> {
    const trip = {
      purpose: 'private',
      destination: '某国',
      departOn: '2026-12-01',
      returnOn: '2026-12-08',
      reason: '探亲',
    };
    return world.open(subject, 'travel', trip);
  }

  async function reported(subject: Somebody): Promise<string> {
    const matter = { matter: 'marriage', occurredOn: '2026-11-01', description: '与境外人员登记结婚' };
    return world.open(subject, 'report', matter);
  }

  async function suspended(subject: Somebody): Promise<string> {
    const about = { personId: subject.personId, cause: 'overdue', reason: '年度教育逾期' };
    const caseId = await world.open(office, 'suspension', about);
    await must(officer, caseId, 'confirm-suspension');
    return caseId;
  }

  async function moved(subject: Somebody): Promise<string> {
    const postId = await world.post('general');
    return world.open(officer, 'level-change', { personId: subject.personId, postId, reason: '岗位调整' });
  }

  async function violated(subject: Somebody): Promise<string> {
    return world.open(office, 'violation', {
      personId: subject.personId,
      category: 'other',
      discoveredAt: '2026-11-02T08:00:00+08:00',
      description: '将内部资料带离办公区',
    });
  }

  /** Ids of the papers about somebody by their kind. */
  async function papersOf(personId: string): Promise<ReadonlyMap<string, string>> {
    const rows = await owner<{ id: string; kind: string }[]>`
      select id, kind from case_documents where person_id = ${personId} order by created_at`;
    return new Map(rows.map(({ kind, id }) => [kind, id]));
  }

  const courses = { entered, left, travelled, reported, suspended, moved, violated };
  return { world, officer, hr, office, leader, named, papersOf, ...courses };
}
