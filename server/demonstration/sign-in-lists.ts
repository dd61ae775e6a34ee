import type { DemonstrationSession } from '#db/dal/system-demonstration.ts';
import { instantOf, laterBy } from './calendar.ts';
import type { Meeting } from './meetings.ts';
import type { Member, Span } from './roster-types.ts';

/** How long before the approval, in seconds, a sign-in list is entered and handed in. */
export const LIST_ENTERED = 40 * 60;
export const LIST_HANDED_IN = 30 * 60;

/** A second person, who is not on the list. */
export function approverOf(attendees: readonly Member[], candidates: readonly Member[]): Member {
  const approver = candidates.find((one) => !attendees.includes(one));
  if (!approver) throw new Error('everybody who may approve is on the list');
  return approver;
}

/** What the trail says of a list, as the operations that keep sessions do. */
export function aboutMeeting(one: Meeting, attendees: readonly Member[], span: Span) {
  const startsAt = instantOf(span.zone, one.on, one.minute).toISOString();
  return { title: one.title, startsAt, minutes: one.minutes, people: attendees.length };
}

/** The session behind the hours of a meeting. */
export function sessionOf(
  one: Meeting,
  of: {
    readonly unitId: string;
    readonly attendees: readonly Member[];
    readonly clerk: Member;
    readonly approver: Member;
    readonly at: Date;
    readonly span: Span;
  },
): DemonstrationSession {
  const startsAt = instantOf(of.span.zone, one.on, one.minute);
  return {
    id: one.id,
    title: one.title,
    mode: one.mode,
    topics: [...one.topics],
    unitId: of.unitId,
    isUnitOrganised: true,
    place: one.mode === 'visit' ? '江澜市保密教育实训基地' : '一楼报告厅',
    teacher: one.mode === 'visit' ? '实训基地讲解员' : of.clerk.name,
    startsAt,
    endsAt: laterBy(startsAt, one.minutes * 60),
    minutes: one.minutes,
    createdBy: of.clerk.accountId,
    createdAt: laterBy(of.at, -LIST_ENTERED),
    submittedBy: of.clerk.accountId,
    submittedAt: laterBy(of.at, -LIST_HANDED_IN),
    approvedBy: of.approver.accountId,
    approvedAt: of.at,
    people: of.attendees.map((member) => member.id),
  };
}
