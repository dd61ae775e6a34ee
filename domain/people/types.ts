/** 涉密等级 of a person (保密法 43: 核心、重要、一般); `none` = 非涉密. */
export const CATEGORIES = ['none', 'general', 'important', 'core'] as const;
export type Category = (typeof CATEGORIES)[number];

export const CATEGORY_LABEL: Readonly<Record<Category, string>> = {
  none: '非涉密',
  general: '一般涉密',
  important: '重要涉密',
  core: '核心涉密',
};

/** Flags that widen what a person must learn; independent of the category. */
export const PERSON_FLAGS = ['leader', 'security-officer', 'classifier', 'outside'] as const;
export type PersonFlag = (typeof PERSON_FLAGS)[number];

export const FLAG_LABEL: Readonly<Record<PersonFlag, string>> = {
  leader: '领导干部',
  'security-officer': '保密员',
  classifier: '定密责任人',
  outside: '已离职（脱密期内）',
};

/** 编制、聘用、借调、挂职、返聘、劳务派遣: every form of employment counts. */
export const EMPLOYMENT_FORMS = ['staff', 'contract', 'seconded', 'temporary-post', 'rehired', 'dispatched'] as const;
export type EmploymentForm = (typeof EMPLOYMENT_FORMS)[number];

export const EMPLOYMENT_LABEL: Readonly<Record<EmploymentForm, string>> = {
  staff: '在编',
  contract: '聘用',
  seconded: '借调',
  'temporary-post': '挂职',
  rehired: '返聘',
  dispatched: '劳务派遣',
};

/** Where a person stands in the 涉密人员 life-cycle, as far as the training plans need it. */
export const LIFE_STATES = ['ordinary', 'entering', 'in-post', 'suspended', 'leaving', 'cooling-off', 'left'] as const;
export type LifeState = (typeof LIFE_STATES)[number];

export const LIFE_LABEL: Readonly<Record<LifeState, string>> = {
  ordinary: '在职',
  entering: '上岗培训',
  'in-post': '在岗',
  suspended: '暂停接触',
  leaving: '离岗办理',
  'cooling-off': '脱密期',
  left: '已离开',
};
