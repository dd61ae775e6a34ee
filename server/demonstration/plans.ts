import { planKindsFor } from '#domain/policy/plan-assignment.ts';
import type { PlanKind, PlanPolicy } from '#domain/policy/plan-policy.ts';
import { dueOn, eventDueOn, policyFor, type PolicyVersion as StoredPolicy } from '#domain/policy/plan-year.ts';
import { type IsoDate, isoDate } from '#domain/shared/dates.ts';
import { rngFrom } from '#domain/shared/rng.ts';
import { instantOf, laterDate } from './calendar.ts';
import { uuid } from './chance.ts';
import { type Member, type Place, placeOn, type Span } from './roster-types.ts';

export type PolicyVersion = StoredPolicy & { readonly id: string };

/** A plan a person owes: of a training year by rule, or of an event. */
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
  /** The occasion of a plan of an event; null for a plan of the year. */
  readonly caseId: string | null;
  /** Of a plan of the year: from when the rule gives another; null = to the end of the year. */
  readonly endsAt: Date | null;
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

const ENTRY_PLAN = { none: null, general: 'entry-general', important: 'entry-important', core: 'entry-core' } as const;

/** What a change of place starts. */
function eventPlan({ category, lifeState }: Place): PlanKind | null {
  if (lifeState === 'entering') return ENTRY_PLAN[category];
  return lifeState === 'leaving' ? 'exit' : null;
}

/** Days of a year on which it is looked at what a person owes: its first one here, and each change of place. */
function decisionDays(member: Member, year: number, span: Span): IsoDate[] {
  const first = [isoDate(`${year}-01-01`), span.from, member.joinedOn].reduce(laterDate);
  const changes = member.places.map((place) => place.from).filter((from) => from > first);
  return [first, ...changes].filter((day) => day <= span.today && day.startsWith(String(year)));
}

/** The kinds of the year a person owes on a day by the rule. */
function kindsOn(member: Member, day: IsoDate): readonly PlanKind[] {
  const place = placeOn(member, day);
  return place ? planKindsFor({ ...place, flags: member.flags }) : [];
}

type Start = {
  readonly kind: PlanKind;
  readonly on: IsoDate;
  readonly isEvent: boolean;
  readonly endsOn: IsoDate | null;
};

function startsOf(member: Member, days: readonly IsoDate[]): Start[] {
  const starts = new Map<string, Start>();
  for (const day of days) {
    for (const kind of kindsOn(member, day)) {
      const endsOn = days.find((later) => later > day && !kindsOn(member, later).includes(kind)) ?? null;
      if (!starts.has(kind)) starts.set(kind, { kind, on: day, isEvent: false, endsOn });
    }
    const place = member.places.find(({ from }) => from === day);
    const event = place && eventPlan(place);
    if (event) starts.set(`${event}:${day}`, { kind: event, on: day, isEvent: true, endsOn: null });
  }
  return [...starts.values()];
}

/** The plans of a year by the rule of assignment and of its events, plans of the year first, oldest first. */
export function plansOf(member: Member, year: number, span: Span, versions: readonly PolicyVersion[]): Plan[] {
  const starts = startsOf(member, decisionDays(member, year, span));
  const inOrder = [...starts.filter((start) => !start.isEvent), ...starts.filter((start) => start.isEvent)];
  return inOrder.flatMap(({ kind, on, isEvent, endsOn }): Plan[] => {
    const version = policyFor(versions, kind, year);
    if (!version) return [];
    const policy = version.spec;
    const rng = rngFrom(`jianglan:assignment:${member.employeeNo}:${kind}:${year}`);
    const ids = { id: uuid(rng), caseId: isEvent ? uuid(rng) : null };
    const instant = (day: IsoDate) => instantOf(span.zone, day, day < span.today ? 8 * 60 : 0);
    return [
      {
        ...ids,
        member,
        kind,
        year,
        policy,
        policyVersionId: version.id,
        assignedOn: on,
        assignedAt: instant(on),
        dueOn: isEvent ? eventDueOn(policy, on) : dueOn(policy, year),
        reason: REASON[kind],
        endsAt: endsOn && instant(endsOn),
      },
    ];
  });
}
