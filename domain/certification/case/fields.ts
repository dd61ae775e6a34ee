import { CLEARANCE_KINDS, CLEARANCE_LABEL } from '../../policy/lifecycle-policy.ts';
import type { FormField } from './form.ts';
import { POST_LEVEL_LABEL, POST_LEVELS } from './kinds.ts';

/** Fields that several forms share. */
const choices = (pairs: Readonly<Record<string, string>>) =>
  Object.entries(pairs).map(([value, label]) => ({ value, label }));

export const person: FormField = { name: 'personId', label: '人员', kind: 'person' };
export const post: FormField = { name: 'postId', label: '涉密岗位', kind: 'post' };
export const reason: FormField = { name: 'reason', label: '理由', kind: 'textarea', max: 500, min: 2 };
export const restrictedReason: FormField = {
  name: 'restrictedReason',
  label: '理由（仅人事部门、保密办可见）',
  kind: 'textarea',
  max: 1000,
  min: 2,
  restricted: true,
};
export const comment: FormField = { name: 'comment', label: '说明', kind: 'textarea', required: false, max: 500 };

/** Agree or not, with words; a disagreement needs its reason, which `decide` demands. */
export const opinionFields: readonly FormField[] = [
  { name: 'opinion', label: '意见', kind: 'select', options: choices({ agree: '同意', disagree: '不同意' }) },
  { ...comment, help: '不同意时请写明理由。' },
];
export const agreeFields: readonly FormField[] = [comment];

const yesNo = choices({ no: '无', yes: '有' });

/** 涉密人员保密审查表: the usual subjects of the review (国家保密局 2020 的审查内容); the unit may ask more on paper. */
export const reviewFields: readonly FormField[] = [
  {
    name: 'nationality',
    label: '国籍',
    kind: 'select',
    options: choices({ cn: '中国国籍', other: '其他国籍或无国籍' }),
  },
  { name: 'foreignResidence', label: '本人境外永久居留权或长期居留许可', kind: 'select', options: yesNo },
  { name: 'familyAbroad', label: '配偶、子女境外永居或外籍', kind: 'select', options: yesNo },
  { name: 'criminalRecord', label: '刑事处罚、开除公职或严重违反保密规定的记录', kind: 'select', options: yesNo },
  {
    name: 'career',
    label: '学习和工作经历',
    kind: 'textarea',
    max: 2000,
    min: 10,
    help: '按时间先后写到当前岗位；不写涉密项目名称。',
  },
  { name: 'family', label: '家庭成员和主要社会关系', kind: 'textarea', max: 1500, min: 2 },
  {
    name: 'foreignContacts',
    label: '与境外机构、组织、人员的交往',
    kind: 'textarea',
    max: 1500,
    min: 1,
    help: '没有的写“无”。',
  },
  { name: 'truthful', label: '我确认以上内容真实完整，并愿意接受核实', kind: 'checkbox' },
];

export const pledgeFields: readonly FormField[] = [
  { name: 'pledge', label: '承诺书', kind: 'text', max: 80 },
  { name: 'agreed', label: '我已通读并承诺遵守', kind: 'checkbox' },
];

/** 承诺书 signed on paper by somebody who cannot log in; the scan is attached to the case. */
export const paperSignatureFields: readonly FormField[] = [
  { name: 'signedOn', label: '签署日期', kind: 'date', help: '本人在纸质承诺书上签字的日期。' },
  { name: 'comment', label: '为什么用纸质签署', kind: 'textarea', max: 500, min: 2 },
];

export const level: FormField = {
  name: 'level',
  label: '涉密等级',
  kind: 'select',
  options: POST_LEVELS.map((value) => ({ value, label: POST_LEVEL_LABEL[value] })),
};

export const clearanceKind: FormField = {
  name: 'kind',
  label: '类别',
  kind: 'select',
  options: CLEARANCE_KINDS.map((value) => ({ value, label: CLEARANCE_LABEL[value] })),
};

export { choices };
