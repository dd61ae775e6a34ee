import { addDays } from '#domain/shared/dates.ts';
import { workdayFrom, workdayUntil } from '../calendar.ts';
import type { Trip } from '../trips.ts';
import { actors, at, type CaseWorld, postOf } from './life.ts';

const AGREE = { opinion: 'agree' };

/**
 * 出境 from the application to the checked report. The plan decides whether the person may go: who has not learnt and
 * passed by the morning of the departure gives the trip up, and `onGivenUp` ends the plan.
 */
export function tripCase(world: CaseWorld, trip: Trip, onGivenUp: (when: Date) => Promise<void>): void {
  const { desk } = world;
  const { plan, departOn, returnOn, destination, reason } = trip;
  const { member, assignedOn } = plan;
  const [place] = member.places;
  const caseId = plan.caseId ?? '';
  if (place.category === 'none') return;
  const post = postOf(world, place);
  const who = actors(world, member);
  const before = (days: number) => workdayUntil(addDays(assignedOn, -days));
  const after = (days: number) => workdayFrom(addDays(returnOn, days));
  const beginning = {
    id: caseId,
    kind: 'travel',
    member,
    unitId: world.unitId(place.unitCode),
    postId: post.id,
    level: place.category,
    summary: `${post.code} ${post.name}`,
    payload: { personId: member.id, purpose: 'private', destination, departOn, returnOn, reason },
  } as const;
  at(world, before(9), 9 * 60, (when) => desk.open(when, beginning, who.subject));
  at(world, before(6), 10 * 60, (when) => desk.step(when, caseId, 'opinion-hr', who.hr, AGREE));
  at(world, before(3), 15 * 60, (when) => desk.step(when, caseId, 'opinion-office', who.office, AGREE));
  at(world, assignedOn, 8 * 60 + 10, (when) => desk.step(when, caseId, 'approve-travel', who.leader));
  at(world, departOn, 7 * 60, async (when) => {
    if ((await desk.stateOf(caseId)) === 'cleared') return;
    await desk.step(when, caseId, 'cancel-travel', who.subject, { reason: '没有按时完成行前教育，取消行程' });
    await onGivenUp(when);
  });
  at(world, after(1), 9 * 60, async (when) => {
    if ((await desk.stateOf(caseId)) !== 'cleared') return;
    const report = { returnedOn: returnOn, incidents: 'no', description: '无异常' };
    await desk.step(when, caseId, 'report-return', who.subject, report);
  });
  at(world, after(4), 15 * 60, async (when) => {
    if ((await desk.stateOf(caseId)) === 'returned') await desk.step(when, caseId, 'confirm-return', who.office);
  });
}
