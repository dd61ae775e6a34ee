/**
 * Kinds of case of the 涉密人员 life-cycle: one row of procedure with its own states and steps each.
 * Sources: 保密法 2024 第 43–46 条; 实施条例 2024 第 50–54 条; practice where `transitions.ts` says so.
 */
export const CASE_KINDS = [
  'post',
  'entry',
  'review',
  'level-change',
  'suspension',
  'report',
  'travel',
  'exit',
  'cooling-off-request',
  'violation',
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export const CASE_KIND_LABEL: Readonly<Record<CaseKind, string>> = {
  post: '涉密岗位确定',
  entry: '上岗',
  review: '复审',
  'level-change': '等级变更',
  suspension: '暂停接触',
  report: '重大事项报告',
  travel: '出境',
  exit: '离岗离职',
  'cooling-off-request': '脱密期申请',
  violation: '违规上报',
};

/** Letters of the case number: `SG-2026-0007`. */
export const CASE_KIND_PREFIX: Readonly<Record<CaseKind, string>> = {
  post: 'GW',
  entry: 'SG',
  review: 'FS',
  'level-change': 'DJ',
  suspension: 'ZT',
  report: 'BG',
  travel: 'CJ',
  exit: 'LG',
  'cooling-off-request': 'TM',
  violation: 'WG',
};

/** A person has at most one open case of each of these. */
export const EXCLUSIVE_KINDS = ['entry', 'review', 'level-change', 'suspension', 'exit'] as const;

/**
 * Who may take a step: the person concerned, 用人部门 (the unit's officer), 人事部门, 保密办, 单位领导, or the system when
 * a guard comes true by itself.
 */
export const CASE_ACTORS = ['subject', 'unit', 'hr', 'office', 'leader', 'system'] as const;
export type CaseActor = (typeof CASE_ACTORS)[number];

export const CASE_ACTOR_LABEL: Readonly<Record<CaseActor, string>> = {
  subject: '本人',
  unit: '用人部门',
  hr: '人事部门',
  office: '保密办',
  leader: '单位领导',
  system: '系统',
};

/** Levels of a classified post and its holder (保密法 2024 第 43 条). */
export const POST_LEVELS = ['general', 'important', 'core'] as const;
export type PostLevel = (typeof POST_LEVELS)[number];

export const POST_LEVEL_LABEL: Readonly<Record<PostLevel, string>> = {
  general: '一般',
  important: '重要',
  core: '核心',
};
