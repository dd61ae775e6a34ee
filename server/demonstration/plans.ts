import { planKindFor } from '#domain/policy/plan-assignment.ts';
import type { PlanKind, PlanPolicy } from '#domain/policy/plan-policy.ts';
import { dueOn, policyFor } from '#domain/policy/plan-year.ts';
import { type IsoDate, isoDate } from '#domain/shared/dates.ts';
import { rngFrom } from '#domain/shared/rng.ts';
import { instantOf, laterDate } from './calendar.ts';
import { uuid } from './chance.ts';
import { type Member, placeOn, type Span } from './roster-types.ts';

export type PolicyVersion = { readonly id: string; readonly spec: PlanPolicy };

/** A plan a person owes for a training year. */
export type Plan = {
  readonly id: string;
  readonly member: Member;
  readonly kind: PlanKind;
  readonly year: number;
  readonly policy: PlanPolicy;
  readonly policyVersionId: string;
  readonly assignedOn: IsoDate;
  readonly assignedAt: Date;
  readonly dueOn: IsoDate;
  readonly reason: string;
};

const REASON: Readonly<Record<PlanKind, string>> = {
  'annual-all': '年度计划：全体工作人员',
  'annual-classified': '年度计划：在岗涉密人员',
  'annual-leader': '年度计划：领导干部',
  'annual-officer': '年度计划：保密干部和人事人员',
  classifier: '年度计划：定密责任人',
  'entry-general': '拟任涉密岗位，上岗前教育',
  'entry-important': '拟任涉密岗位，上岗前教育',
  'entry-core': '拟任涉密岗位，上岗前教育',
  exit: '办理离岗，离岗前教育',
  travel: '出境前教育',
  meeting: '涉密会议前教育',
};

/** Days of a year on which it is looked at what a person owes: its first one here, and each change of place. */
function decisionDays(member: Member, year: number, span: Span): IsoDate[] {
  const first = [isoDate(`${year}-01-01`), span.from, member.joinedOn].reduce(laterDate);
  const changes = member.places.map((place) => place.from).filter((from) => from > first);
  return [first, ...changes].filter((day) => day <= span.today && day.startsWith(String(year)));
}

/** The plans of a year by the rule of assignment, each once, oldest first. */
export function plansOf(member: Member, year: number, span: Span, versions: readonly PolicyVersion[]): Plan[] {
  const plans = new Map<PlanKind, Plan>();
  const specs = versions.map((version) => version.spec);
  for (const day of decisionDays(member, year, span)) {
    const place = placeOn(member, day);
    const kind = place && planKindFor(place);
    const policy = kind && policyFor([...specs], kind, year);
    const version = versions.find(({ spec }) => spec === policy);
    if (!kind || !policy || !version || plans.has(kind)) continue;
    plans.set(kind, {
      id: uuid(rngFrom(`jianglan:assignment:${member.employeeNo}:${kind}:${year}`)),
      member,
      kind,
      year,
      policy,
      policyVersionId: version.id,
      assignedOn: day,
      assignedAt: instantOf(span.zone, day, day < span.today ? 8 * 60 : 0),
      dueOn: dueOn(policy, year),
      reason: REASON[kind],
    });
  }
  return [...plans.values()];
}
