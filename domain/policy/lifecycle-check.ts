import { POST_LEVEL_LABEL, POST_LEVELS, type PostLevel } from '../certification/case/kinds.ts';
import { CLEARANCE_KINDS, CLEARANCE_LABEL, type LifecyclePolicy } from './lifecycle-policy.ts';
import { firstTwice, type PolicyFault } from './policy-fault.ts';

/** The shortest month, so that no rule is stricter than it looks. */
const DAYS_OF_MONTH = 28;
/** 上岗 after the exam: 承诺书, and the opinions of 用人部门, 人事, 保密办 and 单位领导. */
const STEPS_AFTER_EXAM = 5;
/** A 复审 passes through the person, 用人部门, 人事 and 保密办. */
const STEPS_OF_REVIEW = 4;

type Check = (policy: LifecyclePolicy) => PolicyFault[];

/** Neighbouring levels, the lower first. */
const PAIRS: readonly (readonly [PostLevel, PostLevel])[] = POST_LEVELS.slice(1).map((higher, i) => [
  POST_LEVELS[i] ?? 'general',
  higher,
]);

const review: Check = ({ reviewMonths, stepDays, reminderDays }) => {
  const needed = Math.max(STEPS_OF_REVIEW * stepDays, ...reminderDays);
  return [
    ...PAIRS.filter(([lower, higher]) => reviewMonths[higher] > reviewMonths[lower]).map(([lower, higher]) => ({
      code: 'REVIEW_ORDER',
      field: `reviewMonths.${higher}`,
      message: `${POST_LEVEL_LABEL[higher]}的复审间隔（${reviewMonths[higher]} 个月）比${POST_LEVEL_LABEL[lower]}的（${reviewMonths[lower]} 个月）还长，等级越高应当复审得越勤`,
    })),
    ...POST_LEVELS.filter((level) => reviewMonths[level] * DAYS_OF_MONTH <= needed).map((level) => ({
      code: 'REVIEW_TOO_SHORT',
      field: `reviewMonths.${level}`,
      message: `${POST_LEVEL_LABEL[level]}的复审间隔只有 ${reviewMonths[level]} 个月，而一次复审的提醒和办理要 ${needed} 天，会一直处于复审中；请加长间隔或缩短办理和提醒的天数`,
    })),
  ];
};

const coolingOff: Check = ({ coolingOffMonths: range }) => [
  ...POST_LEVELS.filter((level) => range[level].min > range[level].max).map((level) => ({
    code: 'COOLING_RANGE',
    field: `coolingOffMonths.${level}.min`,
    message: `${POST_LEVEL_LABEL[level]}的脱密期最短 ${range[level].min} 个月，长于最长 ${range[level].max} 个月，请改正`,
  })),
  ...PAIRS.filter(
    ([lower, higher]) => range[lower].min > range[higher].min || range[lower].max > range[higher].max,
  ).map(([lower, higher]) => ({
    code: 'COOLING_ORDER',
    field: `coolingOffMonths.${lower}.min`,
    message: `${POST_LEVEL_LABEL[lower]}的脱密期比${POST_LEVEL_LABEL[higher]}的还长，等级低的不应更长，请改正`,
  })),
];

const visits: Check = ({ visitMonths, coolingOffMonths }) =>
  visitMonths > coolingOffMonths.core.max
    ? [
        {
          code: 'VISIT_TOO_RARE',
          field: 'visitMonths',
          message: `每 ${visitMonths} 个月回访一次，比最长的脱密期还久，等于不回访；请缩短间隔`,
        },
      ]
    : [];

const result: Check = ({ resultValidDays, stepDays }) =>
  resultValidDays < STEPS_AFTER_EXAM * stepDays
    ? [
        {
          code: 'RESULT_TOO_SHORT',
          field: 'resultValidDays',
          message: `岗前考试成绩只有效 ${resultValidDays} 天，而签承诺书和审批要 ${STEPS_AFTER_EXAM * stepDays} 天，成绩会在办理中失效；请加长有效期或缩短每步天数`,
        },
      ]
    : [];

const lists: Check = ({ clearance, reminderDays }) => [
  ...CLEARANCE_KINDS.flatMap((kind) => {
    const twice = firstTwice(clearance[kind]);
    return twice === null
      ? []
      : [
          {
            code: 'CLEARANCE_TWICE',
            field: `clearance.${kind}`,
            message: `${CLEARANCE_LABEL[kind]}清单里“${twice}”写了两次，请去掉一处`,
          },
        ];
  }),
  ...(firstTwice(reminderDays) === null
    ? []
    : [{ code: 'REMINDER_TWICE', field: 'reminderDays', message: '提醒日期有重复，请去掉重复的天数' }]),
];

const basis: Check = (policy) =>
  policy.basis.trim().length < 10
    ? [{ code: 'BASIS_MISSING', field: 'basis', message: '请写明依据（法律条文、上级文件或本单位制度），至少 10 个字' }]
    : [];

const CHECKS: readonly Check[] = [review, coolingOff, visits, result, lists, basis];

/** Everything in the rules of the life-cycle that contradicts itself; empty when they may be published. */
export function lifecycleFaults(policy: LifecyclePolicy): PolicyFault[] {
  return CHECKS.flatMap((check) => check(policy));
}
