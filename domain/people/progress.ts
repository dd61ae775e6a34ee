/** Where the exam of a plan stands for one person: the plan has none, not sat yet, sat without passing, passed. */
export const EXAM_STATES = ['none', 'pending', 'failed', 'passed'] as const;
export type ExamState = (typeof EXAM_STATES)[number];

export const EXAM_LABEL: Readonly<Record<ExamState, string>> = {
  none: '本计划无考试',
  pending: '未考',
  failed: '未通过',
  passed: '已通过',
};

/**
 * Where one plan of one person stands on a day. `exempt`: 免训 by approval, owed no more and not done either;
 * `unassigned`: the person owes no plan of that year.
 */
export const PROGRESS_STATES = ['done', 'overdue', 'in-progress', 'not-started', 'exempt', 'unassigned'] as const;
export type ProgressState = (typeof PROGRESS_STATES)[number];

export const PROGRESS_LABEL: Readonly<Record<ProgressState, string>> = {
  done: '已达标',
  overdue: '已逾期',
  'in-progress': '进行中',
  'not-started': '未开始',
  exempt: '已免训',
  unassigned: '未列入计划',
};
