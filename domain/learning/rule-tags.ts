/** The three sets of rules, in the order they are read. */
export const RULE_GROUPS = ['守则', '手机', '计算机'] as const;
export type RuleGroup = (typeof RULE_GROUPS)[number];

/** What a rule is about: the thing in the hand. */
export const RULE_DEVICES = [
  '手机',
  '智能穿戴',
  '涉密计算机',
  '联网计算机',
  '内部办公网',
  '个人设备',
  '移动介质',
  '纸质文件',
  '打印复印',
  '电话传真',
  '无线设备',
  '邮箱与即时通信',
  '网盘与云',
  '人工智能工具',
] as const;
export type RuleDevice = (typeof RULE_DEVICES)[number];

/** Where a rule is needed: the place or the occasion. */
export const RULE_PLACES = ['办公室', '会议', '要害部门部位', '公共场所', '家里和路上', '境外', '维修与报废'] as const;
export type RulePlace = (typeof RULE_PLACES)[number];

/** Whether the article itself says so, or the article gives the principle and the unit the practice. */
export const RULE_BASES = ['法律明文', '通常做法'] as const;
