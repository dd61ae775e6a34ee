import type { PlanLine } from '#db/dal/person-file.ts';
import { type ChecklistRule, checklistRule } from '#domain/hours/checklist.ts';
import type { FileSection } from '#domain/people/personal-file.ts';
import { PLAN_LABEL } from '#domain/policy/plan-policy.ts';
import { dateIn } from '#domain/shared/dates.ts';
import type { PlanWithStanding } from '../standing-facts.ts';

/** Rows named that do not count towards a rule; more of them are counted. */
const MAX_IDLE = 5;

function idleText({ notCountingRows }: ChecklistRule): string {
  if (notCountingRows.length === 0) return '';
  const named = notCountingRows.slice(0, MAX_IDLE).map(({ title, reason }) => `${title}（${reason}）`);
  const more = notCountingRows.length > MAX_IDLE ? `等 ${notCountingRows.length} 条` : '';
  return `未计入：${named.join('；')}${more}`;
}

function outcome({ plan, standing }: PlanWithStanding, zone: string): string {
  if (plan.completedAt) return `达标，${dateIn(zone, plan.completedAt)}`;
  if (plan.isExempt) return '已批准免训';
  return standing.overdue ? '未达标，已逾期' : '未达标';
}

function ruleRows(item: PlanWithStanding, zone: string): string[][] {
  const { plan, standing } = item;
  const head = [`${plan.trainingYear}`, plan.policy.title];
  const result = `${outcome(item, zone)}；截止 ${plan.dueOn}`;
  return standing.rules.map((one, i) => {
    const rule = checklistRule(one, plan.policy.minutesPerHour, null);
    const missing = rule.met ? '已满足' : `还差 ${rule.missing}`;
    const why = [i === 0 ? result : '', idleText(rule)].filter(Boolean).join('。');
    return [...head, rule.title, rule.required, rule.counted, missing, why || '—'];
  });
}

/** A plan that is owed no more: its post or case ended before it was finished. */
function endedRow(plan: PlanLine): string[] {
  return [`${plan.trainingYear}`, PLAN_LABEL[plan.planKind], '—', '—', '—', '—', '不再要求'];
}

/** Every plan of the years, rule by rule: what it asks, what counts, what is missing and why, as it stands today. */
export function planSection(
  plans: readonly PlanLine[],
  standings: ReadonlyMap<string, PlanWithStanding>,
  zone: string,
): FileSection {
  return {
    title: '培训计划与达标情况',
    notes: [],
    columns: [
      { head: '年度', share: 7 },
      { head: '计划', share: 17 },
      { head: '要求项', share: 12 },
      { head: '要求', share: 10 },
      { head: '已计', share: 10 },
      { head: '差额', share: 12 },
      { head: '结果和说明', share: 32 },
    ],
    rows: plans.flatMap((plan) => {
      const item = standings.get(plan.assignmentId);
      return item ? ruleRows(item, zone) : [endedRow(plan)];
    }),
  };
}
