import { db } from '#db/client.ts';
import { listDrafts, type StoredDraft, type StoredLifecycleVersion, type StoredPlanVersion } from '#db/dal/policies.ts';
import { isExamBegun } from '#db/dal/policy-effects.ts';
import { hasRole, type Principal } from '#domain/access/principal.ts';
import { hoursText } from '#domain/hours/ledger.ts';
import type { LifecyclePolicy } from '#domain/policy/lifecycle-policy.ts';
import { isEventPlan, PLAN_FAMILY, PLAN_FAMILY_LABEL, type PlanPolicy } from '#domain/policy/plan-policy.ts';
import { planPolicyHints } from '#domain/policy/policy-check.ts';
import { lifecycleFacts, type PolicyFact, planPolicyFacts, policyChanges } from '#domain/policy/policy-diff.ts';
import { isPlanTarget, POLICY_TARGETS, type PolicyTarget, targetLabel } from '#domain/policy/policy-target.ts';
import type { DraftView, PolicyLine, PolicyPage, PolicyVersionView } from '#domain/policy/policy-view.ts';
import { type DraftSpec, faultsOf, rightsOver, seenOf, specOf } from './draft-state.ts';
import { contentChoices, knownContent, policyNames } from './known-content.ts';
import { lifecycleInForce, planInForce, type Rules, readRules, versionsOf } from './rules-in-force.ts';

/** Years a rule may be made for: the running one and the next. */
const YEARS_AHEAD = 1;
const CLOSED_SHOWN = 10;

type StoredVersion = StoredPlanVersion | StoredLifecycleVersion;

const isPlan = (row: StoredVersion): row is StoredPlanVersion => 'planKind' in row;

function inForceOf(rules: Rules, target: PolicyTarget): StoredVersion | null {
  return isPlanTarget(target) ? planInForce(rules, target) : lifecycleInForce(rules);
}

/** The version the draft would replace: the one in force when it begins to hold. */
function replacedBy(draft: StoredDraft, rules: Rules): StoredVersion | null {
  return isPlanTarget(draft.target)
    ? planInForce(rules, draft.target, Number(draft.effectiveFrom.slice(0, 4)))
    : lifecycleInForce(rules, draft.effectiveFrom);
}

function factsOf(spec: DraftSpec): PolicyFact[] {
  return spec.kind === 'plan' ? planPolicyFacts(spec.policy, policyNames()) : lifecycleFacts(spec.policy);
}

function fromText(row: StoredVersion): string {
  if (isPlan(row)) return `${row.spec.effectiveFromYear} 年度起`;
  return row.effectiveFrom <= '1900-01-01' ? '一直有效' : `${row.effectiveFrom} 起`;
}

function versionView(row: StoredVersion): PolicyVersionView {
  const facts = isPlan(row) ? planPolicyFacts(row.spec, policyNames()) : lifecycleFacts(row.spec);
  const { version, origin, madeBy, approvedBy } = row;
  return { version, origin, from: fromText(row), madeBy, approvedBy, createdAt: row.createdAt.toISOString(), facts };
}

function draftView(draft: StoredDraft, principal: Principal, rules: Rules): DraftView {
  const spec = specOf(draft);
  const base = replacedBy(draft, rules);
  const before = base ? versionView(base).facts : [];
  return {
    id: draft.id,
    target: draft.target,
    state: draft.state,
    seen: seenOf(draft),
    spec: spec.policy,
    effectiveFrom: draft.effectiveFrom,
    note: draft.note,
    madeBy: draft.madeBy,
    madeAt: draft.madeAt.toISOString(),
    submittedAt: draft.submittedAt?.toISOString() ?? null,
    decidedBy: draft.decidedBy,
    decidedAt: draft.decidedAt?.toISOString() ?? null,
    comment: draft.comment,
    changes: policyChanges(before, factsOf(spec)),
    faults: faultsOf(spec),
    hints: spec.kind === 'plan' ? planPolicyHints(spec.policy, knownContent()) : [],
    rights: rightsOver(draft, principal),
  };
}

function planSummary(policy: PlanPolicy): string {
  return [
    `${hoursText(policy.requiredMinutes, policy.minutesPerHour)} 学时`,
    `必修 ${policy.requiredLessons.length} 课`,
    ...(policy.unitOrganisedPercent > 0 ? [`集中 ${policy.unitOrganisedPercent}%`] : []),
    ...(policy.blueprintId === null ? [] : [policy.exam ? `考试 ${policy.exam.passMark} 分` : '有考试']),
    isEventPlan(policy.planKind) ? `${policy.dueDays} 天内` : `${policy.dueMonthDay} 前`,
  ].join(' · ');
}

function lifecycleSummary({ reviewMonths: review, coolingOffMonths: cooling }: LifecyclePolicy): string {
  const range = ({ min, max }: { min: number; max: number }) => (min === max ? `${min}` : `${min}–${max}`);
  return `复审 ${review.core}/${review.important}/${review.general} 个月 · 脱密期 ${range(cooling.core)}/${range(cooling.important)}/${range(cooling.general)} 个月（核心/重要/一般）`;
}

function upcomingOf(rules: Rules, target: PolicyTarget): string | null {
  const later = versionsOf(rules, target).find((row) =>
    isPlan(row) ? row.spec.effectiveFromYear > rules.now.year : row.effectiveFrom > rules.now.today,
  );
  return later ? `第 ${later.version} 版自 ${fromText(later)}` : null;
}

function lineOf(target: PolicyTarget, rules: Rules, draft: StoredDraft | undefined, principal: Principal): PolicyLine {
  const row = inForceOf(rules, target);
  return {
    target,
    label: targetLabel(target),
    family: isPlanTarget(target) ? PLAN_FAMILY_LABEL[PLAN_FAMILY[target]] : '流程',
    version: row?.version ?? null,
    origin: row?.origin ?? 'default',
    from: row ? fromText(row) : '',
    summary: row ? (isPlan(row) ? planSummary(row.spec) : lifecycleSummary(row.spec)) : '还没有规则',
    basis: row?.spec.basis ?? '',
    upcoming: upcomingOf(rules, target),
    draft: draft ? { state: draft.state, madeBy: draft.madeBy, mayDecide: rightsOver(draft, principal).decide } : null,
  };
}

export type PolicyBoard = {
  readonly year: number;
  readonly lines: readonly PolicyLine[];
  readonly mayDraft: boolean;
};

const EXAM_FIELDS = ['blueprintId', 'exam.passMark', 'exam.attemptsMax', 'exam.coolDownMinutes'];

/** A change of the exam that comes after somebody has sat it begins with the next year; its maker is told. */
async function withExamHint(view: DraftView, principal: Principal, { now }: Rules): Promise<DraftView> {
  const { target } = view;
  const isOfExam = view.changes.some(({ field }) => EXAM_FIELDS.includes(field));
  if (!isPlanTarget(target) || !isOfExam || !view.effectiveFrom.startsWith(`${now.year}-`)) return view;
  if (!(await isExamBegun(db, principal, { planKind: target, year: now.year }))) return view;
  const hint = `${now.year} 年度考试已有人作答，试卷、及格线、次数和间隔在本年度不变，从 ${now.year + 1} 年度起按新规则。`;
  return { ...view, hints: [...view.hints, hint] };
}

/** Every rule with the version in force, its basis, and the draft that is open; 保密办 and 单位领导 only. */
export async function readPolicyBoard(principal: Principal): Promise<PolicyBoard> {
  const [rules, drafts] = await Promise.all([readRules(db, principal), listDrafts(db, principal, null)]);
  const open = new Map(drafts.map((draft) => [draft.target, draft]));
  return {
    year: rules.now.year,
    lines: POLICY_TARGETS.map((target) => lineOf(target, rules, open.get(target), principal)),
    mayDraft: hasRole(principal, 'office'),
  };
}

/** One rule with its versions, the open draft and those decided before. */
export async function readPolicyPage(principal: Principal, target: PolicyTarget): Promise<PolicyPage> {
  const [rules, drafts] = await Promise.all([readRules(db, principal), listDrafts(db, principal, target)]);
  const inForce = inForceOf(rules, target);
  const isOpen = (draft: StoredDraft) => draft.state === 'draft' || draft.state === 'submitted';
  const open = drafts.find(isOpen);
  const closed = drafts.filter((draft) => draft.state === 'refused' || draft.state === 'withdrawn');
  return {
    target,
    label: targetLabel(target),
    inForce: inForce && versionView(inForce),
    history: versionsOf(rules, target).map(versionView),
    open: open ? await withExamHint(draftView(open, principal, rules), principal, rules) : null,
    closed: closed.slice(0, CLOSED_SHOWN).map((draft) => draftView(draft, principal, rules)),
    choices: {
      ...contentChoices(),
      years: Array.from({ length: YEARS_AHEAD + 1 }, (_, i) => rules.now.year + i),
      today: rules.now.today,
    },
    mayDraft: hasRole(principal, 'office'),
  };
}
