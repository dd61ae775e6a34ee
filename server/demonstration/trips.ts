import { eventDueOn, policyFor } from '#domain/policy/plan-year.ts';
import { addDays, type IsoDate, isoDate } from '#domain/shared/dates.ts';
import { rngFrom } from '#domain/shared/rng.ts';
import { dateAt, earlierDate, instantOf, laterDate, workdayFrom } from './calendar.ts';
import { between, oneOf, uuid } from './chance.ts';
import type { Plan, PolicyVersion } from './plans.ts';
import { type Member, placeOn, type Span } from './roster-types.ts';

/** A trip abroad of the past, with the education it was approved with. */
export type Trip = {
  readonly plan: Plan;
  readonly destination: string;
  readonly reason: string;
  readonly departOn: IsoDate;
  readonly returnOn: IsoDate;
};

/** Share of the people in classified posts who travel in a year. */
const TRAVELLERS = 0.07;
/** Minute of the day on which the leader approves. */
const APPROVED_AT = 8 * 60 + 20;
const REASONS = [
  ['新加坡', '休年假，与家人旅行'],
  ['马来西亚', '探望在当地工作的姐姐'],
  ['泰国', '休年假，随旅行团出行'],
  ['香港', '陪父母看病'],
] as const;

/** Ordinary people in a classified post who never moved. */
function mayTravel({ employeeNo, places, flags }: Member): boolean {
  const [place] = places;
  const isSettled = places.length === 1 && place.lifeState === 'in-post' && place.category !== 'none';
  return isSettled && /^E1\d{3}$/.test(employeeNo) && flags.length === 0;
}

/** The trip of a person in a year; most make none. All that led to it happened inside the history and its year. */
export function tripOf(member: Member, year: number, span: Span, versions: readonly PolicyVersion[]): Trip | null {
  const rng = rngFrom(`jianglan:trip:${member.employeeNo}:${year}`);
  const version = policyFor(versions, 'travel', year);
  if (!version || !mayTravel(member) || rng() >= TRAVELLERS) return null;
  const from = [isoDate(`${year}-01-20`), addDays(span.from, 20), addDays(member.joinedOn, 90)].reduce(laterDate);
  const to = earlierDate(isoDate(`${year}-11-10`), addDays(span.today, -5));
  if (to <= from) return null;
  const approvedOn = workdayFrom(dateAt(from, to, rng()));
  const departOn = addDays(approvedOn, between(rng, 13, 18));
  const returnOn = addDays(departOn, between(rng, 5, 9));
  if (!placeOn(member, returnOn)) return null;
  const [destination, reason] = oneOf(rng, REASONS);
  const plan: Plan = {
    id: uuid(rng),
    caseId: uuid(rng),
    member,
    kind: 'travel',
    year,
    policy: version.spec,
    policyVersionId: version.id,
    assignedOn: approvedOn,
    assignedAt: instantOf(span.zone, approvedOn, APPROVED_AT),
    dueOn: earlierDate(eventDueOn(version.spec, approvedOn), departOn),
    reason: '出境申请已批准，行前教育',
    endsAt: null,
  };
  return { plan, destination, reason, departOn, returnOn };
}
