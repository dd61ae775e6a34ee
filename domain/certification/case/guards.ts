import { addDays, daysBetween, type IsoDate, isoDate } from '../../shared/dates.ts';
import type { CaseActing, CaseContext, CaseRecord, GuardFailure } from './facts.ts';
import { clearanceOf, coolingOffOf, dayOf, isPending, latest, openingOf, roundOf } from './fold.ts';
import { CASE_ACTOR_LABEL, type CaseActor, POST_LEVEL_LABEL } from './kinds.ts';

type GuardInput = {
  readonly record: CaseRecord;
  readonly context: CaseContext;
  readonly acting: CaseActing | null;
  readonly payload: Readonly<Record<string, unknown>>;
};
type Guard = (input: GuardInput) => GuardFailure | null;

const day = (value: unknown): IsoDate => isoDate(String(value));

/** Opinions of this round by step. */
function opinion(record: CaseRecord, event: string) {
  return latest(record, event, roundOf(record));
}

function asked(events: readonly (readonly [string, CaseActor])[], mustAgree: boolean): Guard {
  return ({ record }) => {
    const missing = events.filter(([event]) => !opinion(record, event)).map(([, actor]) => CASE_ACTOR_LABEL[actor]);
    if (missing.length > 0) return { code: 'CASE_OPINIONS_MISSING', meta: { who: missing.join('、') } };
    if (!mustAgree) return null;
    const against = events
      .filter(([event]) => opinion(record, event)?.opinion === 'disagree')
      .map(([, actor]) => CASE_ACTOR_LABEL[actor]);
    return against.length > 0 ? { code: 'CASE_OPINION_NEGATIVE', meta: { who: against.join('、') } } : null;
  };
}

function notBeforeToday(field: string, label: string): Guard {
  return ({ payload, context }) =>
    payload[field] !== undefined && day(payload[field]) < context.today
      ? { code: 'CASE_DATE_PAST', meta: { field: label, today: context.today } }
      : null;
}

function notAfterToday(field: string, label: string): Guard {
  return ({ payload, context }) =>
    payload[field] !== undefined && day(payload[field]) > context.today
      ? { code: 'CASE_DATE_FUTURE', meta: { field: label, today: context.today } }
      : null;
}

function notBeforeOpening(field: string, label: string): Guard {
  return ({ record, payload, context }) =>
    payload[field] !== undefined && day(payload[field]) < dayOf(openingOf(record), context.zone)
      ? { code: 'CASE_DATE_ORDER', meta: { field: label, other: '本事项的发起日期' } }
      : null;
}

const UNIT_OPINION = ['opinion-unit', 'unit'] as const;
const OFFICE_OPINION = ['opinion-office', 'office'] as const;
const HR_OPINION = ['opinion-hr', 'hr'] as const;
const APPROVALS = [
  ['approve-unit', 'unit'],
  ['approve-hr', 'hr'],
  ['approve-office', 'office'],
] as const;

function otherSideOf(proposal: string): Guard {
  return ({ record, acting }) => {
    const asked = proposal === 'open' ? openingOf(record) : latest(record, proposal);
    if (!asked || asked.actorRole === 'system' || !acting) return null;
    const others = acting.roles.filter((role) => (role === 'unit' || role === 'office') && role !== asked.actorRole);
    return others.length === 0 || asked.actorAccountId === acting.accountId ? { code: 'CASE_OTHER_SIDE_NEEDED' } : null;
  };
}

/** Named conditions of the transition table. Each gives null when it holds, or the code of what is missing. */
export const GUARDS = {
  'unit-opinion-given': asked([UNIT_OPINION], false),
  'unit-agrees': asked([UNIT_OPINION], true),
  'office-opinion-given': asked([OFFICE_OPINION], false),
  'unit-and-office-given': asked([UNIT_OPINION, OFFICE_OPINION], false),
  'unit-and-office-agree': asked([UNIT_OPINION, OFFICE_OPINION], true),
  'hr-and-office-agree': asked([HR_OPINION, OFFICE_OPINION], true),
  'office-agrees': asked([OFFICE_OPINION], true),
  'hr-and-office-confirm': asked([['confirm-expiry-office', 'office']], true),
  'three-approvals': asked(APPROVALS, true),
  'hr-and-office-approve': asked(APPROVALS.slice(1), true),
  'lessons-done': ({ context }: GuardInput) =>
    context.plan.state === 'lessons-done' || context.plan.state === 'complete'
      ? null
      : { code: 'CASE_PLAN_INCOMPLETE' },
  'plan-complete': ({ context }: GuardInput) =>
    context.plan.state === 'complete' ? null : { code: 'CASE_PLAN_INCOMPLETE' },
  'result-valid': ({ context }: GuardInput): GuardFailure | null => {
    const { completedOn } = context.plan;
    if (!completedOn) return { code: 'CASE_PLAN_INCOMPLETE' };
    const { resultValidDays: days } = context.policy;
    return daysBetween(completedOn, context.today) > days ? { code: 'CASE_RESULT_EXPIRED', meta: { days } } : null;
  },
  'pledge-read': ({ context, payload }: GuardInput): GuardFailure | null => {
    if (context.pledgeInForce === null || payload.pledge !== context.pledgeInForce)
      return { code: 'CASE_PLEDGE_CHANGED' };
    const { pledgeReadSeconds: seconds } = context.policy;
    return (context.pledgeOpenSeconds ?? -1) < seconds ? { code: 'CASE_PLEDGE_NOT_READ', meta: { seconds } } : null;
  },
  'scan-attached': ({ context }: GuardInput) => (context.hasFreshScan ? null : { code: 'CASE_SCAN_MISSING' }),
  'signed-not-future': notAfterToday('signedOn', '签署日期'),
  'signed-not-before-opening': notBeforeOpening('signedOn', '签署日期'),
  'effective-not-past': notBeforeToday('effectiveOn', '上岗日期'),
  // A result is good on the day it is needed, and a slip of the pen bars nobody for years.
  'effective-not-far': ({ payload, context }: GuardInput) => {
    const latest = addDays(context.plan.completedOn ?? context.today, context.policy.resultValidDays);
    return payload.effectiveOn !== undefined && day(payload.effectiveOn) > latest
      ? { code: 'CASE_DATE_FAR', meta: { field: '生效日期', latest } }
      : null;
  },
  'start-not-past': notBeforeToday('startOn', '拟上岗日期'),
  'nothing-bars-travel': ({ context }: GuardInput) =>
    context.openKinds.some((kind) => kind === 'violation' || kind === 'suspension' || kind === 'exit')
      ? { code: 'CASE_TRIP_BARRED' }
      : null,
  'departure-not-past': notBeforeToday('departOn', '出境日期'),
  'planned-not-past': notBeforeToday('plannedOn', '拟离岗日期'),
  'from-not-past': notBeforeToday('fromOn', '开始日期'),
  'review-not-past': notBeforeToday('reviewOn', '复核日期'),
  'happened-not-future': notAfterToday('occurredOn', '发生日期'),
  'return-after-departure': ({ payload }: GuardInput) =>
    day(payload.returnOn) < day(payload.departOn)
      ? { code: 'CASE_DATE_ORDER', meta: { field: '返回日期', other: '出境日期' } }
      : null,
  'not-departed': ({ record, context }: GuardInput) =>
    day(openingOf(record).payload.departOn) < context.today ? { code: 'CASE_TRIP_BEGUN' } : null,
  'request-not-begun': ({ record, context }: GuardInput) =>
    day(openingOf(record).payload.fromOn) < context.today ? { code: 'CASE_REQUEST_BEGUN' } : null,
  'returned-not-future': notAfterToday('returnedOn', '返回日期'),
  'returned-after-departure': ({ record, payload }: GuardInput) =>
    day(payload.returnedOn) < day(openingOf(record).payload.departOn)
      ? { code: 'CASE_DATE_ORDER', meta: { field: '返回日期', other: '出境日期' } }
      : null,
  'held-not-future': notAfterToday('heldOn', '谈话日期'),
  'held-not-before-opening': notBeforeOpening('heldOn', '谈话日期'),
  'filed-not-future': notAfterToday('filedOn', '报备日期'),
  'filed-not-before-opening': notBeforeOpening('filedOn', '报备日期'),
  'visited-not-future': notAfterToday('visitedOn', '回访日期'),
  'visited-not-before-opening': notBeforeOpening('visitedOn', '回访日期'),
  'since-not-before-opening': notBeforeOpening('since', '委托日期'),
  'since-not-future': notAfterToday('since', '委托日期'),
  'item-open': ({ record, payload }: GuardInput): GuardFailure | null => {
    const item = clearanceOf(record).find((one) => one.id === payload.itemId);
    if (!item) return { code: 'CASE_ITEM_UNKNOWN' };
    return item.confirmedAt ? { code: 'CASE_ITEM_CONFIRMED', meta: { item: item.label } } : null;
  },
  'all-items-confirmed': ({ record }: GuardInput) => {
    const open = clearanceOf(record).filter((item) => !item.confirmedAt);
    return open.length > 0 ? { code: 'CASE_ITEMS_OPEN', meta: { count: open.length } } : null;
  },
  'talk-recorded': ({ record }: GuardInput) => (latest(record, 'record-talk') ? null : { code: 'CASE_TALK_MISSING' }),
  'period-in-range': ({ payload, context }: GuardInput) => {
    const level = context.highestLevel ?? 'general';
    const { min, max } = context.policy.coolingOffMonths[level];
    const months = Number(payload.months);
    return months < min || months > max
      ? { code: 'CASE_PERIOD_OUT_OF_RANGE', meta: { level: POST_LEVEL_LABEL[level], min, max } }
      : null;
  },
  'period-start-fits': ({ record, payload, context }: GuardInput): GuardFailure | null => {
    const approved = latest(record, 'approve-exit');
    const startsOn = day(payload.startsOn);
    if (approved && startsOn < dayOf(approved, context.zone))
      return { code: 'CASE_DATE_ORDER', meta: { field: '脱密期起算日', other: '离岗离职批准之日' } };
    return startsOn > context.today
      ? { code: 'CASE_DATE_FUTURE', meta: { field: '脱密期起算日', today: context.today } }
      : null;
  },
  'period-proposed': ({ record }: GuardInput) => {
    const proposed = latest(record, 'propose-period', roundOf(record));
    return proposed ? null : { code: 'CASE_PERIOD_MISSING' };
  },
  'end-not-passed': ({ record, context }: GuardInput) => {
    const period = coolingOffOf(record);
    return period && context.today > period.endsOn ? { code: 'CASE_END_PASSED' } : null;
  },
  'no-extension-pending': ({ record }: GuardInput) =>
    isPending(record, 'propose-extension', ['confirm-extension', 'refuse-extension'])
      ? { code: 'CASE_EXTENSION_PENDING' }
      : null,
  'extension-pending': ({ record }: GuardInput) =>
    isPending(record, 'propose-extension', ['confirm-extension', 'refuse-extension'])
      ? null
      : { code: 'CASE_EXTENSION_MISSING' },
  'end-reached': ({ record, context }: GuardInput) => {
    const period = coolingOffOf(record);
    return period && context.today > period.endsOn
      ? null
      : { code: 'CASE_END_NOT_REACHED', meta: { endsOn: period?.endsOn ?? '—' } };
  },
  'in-post-again': ({ context }: GuardInput) => (context.isInPost ? null : { code: 'CASE_END_NOT_REACHED' }),
  'no-open-matters': ({ context }: GuardInput) => {
    const open = context.openKinds.filter((kind) => kind === 'violation' || kind === 'cooling-off-request');
    return open.length > 0 ? { code: 'CASE_OPEN_MATTERS' } : null;
  },
  'reported-order': ({ record, payload, context }: GuardInput): GuardFailure | null => {
    const at = new Date(String(payload.reportedAt)).getTime();
    if (at > context.now.getTime())
      return { code: 'CASE_DATE_FUTURE', meta: { field: '上报时间', today: context.today } };
    return at < new Date(String(openingOf(record).payload.discoveredAt)).getTime()
      ? { code: 'CASE_DATE_ORDER', meta: { field: '上报时间', other: '发现时间' } }
      : null;
  },
  'discovered-not-future': ({ payload, context }: GuardInput) =>
    new Date(String(payload.discoveredAt)).getTime() > context.now.getTime()
      ? { code: 'CASE_DATE_FUTURE', meta: { field: '发现时间', today: context.today } }
      : null,
  'other-side-than-opener': otherSideOf('open'),
  'other-side-than-proposer': otherSideOf('propose-resume'),
} as const satisfies Record<string, Guard>;

export type GuardId = keyof typeof GUARDS;

/** The first guard that does not hold, or null. */
export function firstFailure(ids: readonly GuardId[], input: GuardInput): GuardFailure | null {
  for (const id of ids) {
    const failure = (GUARDS[id] as Guard)(input);
    if (failure) return failure;
  }
  return null;
}
