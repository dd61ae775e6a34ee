import type { Tx } from '#db/client.ts';
import { unsafeAppoint, unsafeChangeLife, unsafeRelease } from '#db/dal/system-people-life.ts';
import { standardItems } from '#domain/certification/case/fold.ts';
import { LifecyclePolicy } from '#domain/policy/lifecycle-policy.ts';
import { addDays, type IsoDate } from '#domain/shared/dates.ts';
import { content } from '../../content/read-content.ts';
import { instantOf, laterDate, workdayFrom, workdayUntil } from '../calendar.ts';
import type { Plan } from '../plans.ts';
import { departmentOf, type Member, type Place, type Span } from '../roster-types.ts';
import type { Timeline } from '../timeline.ts';
import type { Actor, CaseDesk } from './desk.ts';
import type { DemonstrationPost } from './register.ts';

/** Who acts in the cases of the past. */
export type Offices = {
  readonly hr: Member;
  readonly office: Member;
  readonly leader: Member;
  readonly officers: ReadonlyMap<string, readonly Member[]>;
};

export type CaseWorld = {
  readonly tx: Tx;
  readonly span: Span;
  readonly timeline: Timeline;
  readonly desk: CaseDesk;
  readonly offices: Offices;
  readonly posts: ReadonlyMap<string, DemonstrationPost>;
  readonly unitId: (code: string) => string;
  /** Writes what the history holds back, so that the audit trail stays in the order of time. */
  readonly catchUp: () => Promise<void>;
};

const AGREE = { opinion: 'agree' };

export const REVIEW_FORM = {
  nationality: 'cn',
  foreignResidence: 'no',
  familyAbroad: 'no',
  criminalRecord: 'no',
  career: '毕业后一直在本院工作，先后从事课题研究和文稿办理。',
  family: '配偶在本市中学任教，父母退休；主要社会关系中没有需要说明的情况。',
  foreignContacts: '无',
  truthful: true,
};

/** Nobody is asked for the own case: then the one who stands in speaks. */
export function officerFor({ offices }: CaseWorld, member: Member): Member {
  const department = departmentOf(member.places[0].unitCode);
  const officer = offices.officers.get(department)?.find((one) => one !== member);
  if (!officer) throw new Error(`no officer for ${member.employeeNo} in ${department}`);
  return officer;
}

/** Who acts in a case about a member. */
export function actors(world: CaseWorld, member: Member) {
  return {
    subject: { member, as: 'subject' },
    unit: { member: officerFor(world, member), as: 'unit' },
    hr: { member: world.offices.hr, as: 'hr' },
    office: { member: world.offices.office, as: 'office' },
    leader: { member: world.offices.leader, as: 'leader' },
  } as const satisfies Record<string, Actor>;
}

export function postOf(world: CaseWorld, place: Place): DemonstrationPost {
  const post = world.posts.get(`${place.unitCode}:${place.category}`);
  if (!post) throw new Error(`no post for ${place.unitCode} ${place.category}`);
  return post;
}

/** Adds a step that is left out when its day has not come or the history had not begun. */
export function at(world: CaseWorld, day: IsoDate, minute: number, run: (when: Date) => Promise<void>): void {
  const { span, timeline } = world;
  const on = laterDate(day, span.from);
  if (on < span.today) {
    const when = instantOf(span.zone, on, minute);
    timeline.add(when, () => run(when));
  }
}

/** 上岗 as it led to the places the roster gives a member: up to the training, whose end the plan decides. */
export function entryCase(world: CaseWorld, plan: Plan, place: Place, inPostOn: IsoDate | null): void {
  const { desk } = world;
  const { member, caseId } = plan;
  const level = place.category;
  if (caseId === null || level === 'none') return;
  const post = postOf(world, place);
  const who = actors(world, member);
  const payload = {
    personId: member.id,
    postId: post.id,
    startOn: inPostOn ?? addDays(place.from, 35),
    reason: '岗位空缺，工作需要',
  };
  const day = (before: number) => workdayUntil(addDays(place.from, -before));
  at(world, day(12), 9 * 60, (when) =>
    desk.open(
      when,
      {
        id: caseId,
        kind: 'entry',
        member,
        unitId: world.unitId(place.unitCode),
        postId: post.id,
        level,
        summary: `${post.code} ${post.name}`,
        payload,
      },
      who.unit,
    ),
  );
  at(world, day(10), 10 * 60, (when) => desk.step(when, caseId, 'submit-review', who.subject, REVIEW_FORM));
  at(world, day(8), 11 * 60, (when) => desk.step(when, caseId, 'opinion-unit', who.unit, AGREE));
  at(world, day(5), 15 * 60, (when) => desk.step(when, caseId, 'opinion-office', who.office, AGREE));
  at(world, day(1), 16 * 60, (when) => desk.step(when, caseId, 'conclude-pass', who.hr));
  if (inPostOn) at(world, inPostOn, 8 * 60, (when) => appoint(world, plan, post, inPostOn, when));
}

/** On the day the roster has them in post: the last steps, or, when the exam is still to be passed, back to training. */
async function appoint(world: CaseWorld, plan: Plan, post: DemonstrationPost, on: IsoDate, when: Date): Promise<void> {
  const { desk, tx } = world;
  const { member } = plan;
  const caseId = plan.caseId ?? '';
  if ((await desk.stateOf(caseId)) !== 'pledge') {
    await unsafeChangeLife(tx, member.id, on, { lifeState: 'entering' });
    return;
  }
  const who = actors(world, member);
  const pledge = content().pledges.get('entry');
  const minute = (n: number) => new Date(when.getTime() + n * 60_000);
  await desk.step(minute(20), caseId, 'sign-pledge', who.subject, {
    pledge: `entry:${pledge?.version ?? 1}`,
    agreed: true,
  });
  await desk.step(minute(50), caseId, 'approve-unit', who.unit, AGREE);
  await desk.step(minute(80), caseId, 'approve-hr', who.hr, AGREE);
  await desk.step(minute(110), caseId, 'approve-office', who.office, AGREE);
  await desk.step(minute(200), caseId, 'approve-leader', who.leader, { effectiveOn: on });
  await unsafeAppoint(tx, { personId: member.id, postId: post.id, caseId, from: on });
  at(world, workdayFrom(addDays(on, 2)), 14 * 60, (later) =>
    desk.step(later, caseId, 'file-record', who.hr, {
      filedOn: workdayFrom(addDays(on, 2)),
      receiver: '市保密行政管理部门',
    }),
  );
}

/** 离岗 as it led to the places of the roster: clearance, education, talk, and the 脱密期 from the day it began. */
export function exitCase(world: CaseWorld, plan: Plan, place: Place, coolingOffOn: IsoDate | null): void {
  const { desk } = world;
  const { member, caseId } = plan;
  const level = place.category;
  const policy = content().lifecycle;
  if (caseId === null || level === 'none' || !policy) return;
  const post = postOf(world, place);
  const who = actors(world, member);
  const plannedOn = coolingOffOn ?? addDays(place.from, 25);
  const day = (after: number) => (after < 0 ? workdayUntil : workdayFrom)(addDays(place.from, after));
  at(world, day(-7), 9 * 60, (when) =>
    desk.open(
      when,
      {
        id: caseId,
        kind: 'exit',
        member,
        unitId: world.unitId(place.unitCode),
        postId: post.id,
        level,
        summary: `${post.code} ${post.name}`,
        payload: {
          personId: member.id,
          exitKind: 'leave-post',
          cause: 'rotation',
          plannedOn,
          reason: '轮岗到非涉密岗位',
        },
      },
      who.subject,
    ),
  );
  at(world, day(-5), 10 * 60, (when) => desk.step(when, caseId, 'opinion-unit', who.unit, AGREE));
  const items = standardItems(LifecyclePolicy.parse(policy));
  at(world, day(-1), 16 * 60, (when) => desk.step(when, caseId, 'approve-exit', who.hr, { items }));
  items.slice(0, coolingOffOn ? items.length : 4).forEach((item, index) => {
    at(world, day(2 + index), 10 * 60 + index, (when) =>
      desk.step(when, caseId, 'confirm-item', who.office, { itemId: item.id }),
    );
  });
  if (!coolingOffOn) return;
  at(world, day(4), 15 * 60, (when) =>
    desk.step(when, caseId, 'record-talk', who.hr, {
      heldOn: day(4),
      place: '小会议室',
      points: '重申保密义务和脱密期要求。',
    }),
  );
  at(world, coolingOffOn, 8 * 60, (when) => leave(world, plan, level, coolingOffOn, when));
}

async function leave(
  world: CaseWorld,
  plan: Plan,
  level: 'general' | 'important' | 'core',
  on: IsoDate,
  when: Date,
): Promise<void> {
  const { desk, tx } = world;
  const { member } = plan;
  const caseId = plan.caseId ?? '';
  const who = actors(world, member);
  const state = await desk.stateOf(caseId);
  const minute = (n: number) => new Date(when.getTime() + n * 60_000);
  if (state !== 'pledge') {
    await unsafeChangeLife(tx, member.id, on, { lifeState: 'leaving', category: level });
    return;
  }
  const months = { general: 6, important: 18, core: 30 }[level];
  const pledge = content().pledges.get('exit');
  await desk.step(minute(20), caseId, 'sign-pledge', who.subject, {
    pledge: `exit:${pledge?.version ?? 1}`,
    agreed: true,
  });
  await desk.step(minute(60), caseId, 'propose-period', who.hr, { startsOn: on, months });
  await desk.step(minute(120), caseId, 'confirm-period', who.office);
  await unsafeRelease(tx, member.id, on);
}
