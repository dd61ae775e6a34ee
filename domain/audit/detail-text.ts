/** Words for what an entry of the trail is about and carries. */
const SUBJECT_TEXT: Readonly<Record<string, string>> = {
  account: '账号',
  attachment: '附件',
  'attendance-list': '签到表',
  attempt: '考试作答',
  audit: '审计日志',
  case: '流程',
  'case-document': '流程文件',
  certificate: '证明',
  content: '课程与题库',
  delivery: '提醒',
  export: '导出',
  'hours-ledger': '学时台账',
  'ledger-correction': '学时更正',
  item: '试题',
  lesson: '课程',
  operation: '操作',
  person: '人员',
  plan: '计划',
  'plan-assignment': '人员计划',
  'plan-exemption': '免训与延期',
  'policy-draft': '规则修改',
  session: '会话',
  'training-session': '集中培训',
};

const LABEL_TEXT: Readonly<Record<string, string>> = {
  added: '新增',
  after: '修改后',
  already: '已有该计划人数',
  approvedBy: '确认人',
  asked: '所选人数',
  askedFrom: '申请来源',
  assigned: '新列入人数',
  assignedBy: '列入人',
  assignmentId: '人员计划',
  attemptNo: '第几次',
  before: '修改前',
  blueprints: '组卷要求',
  caseId: '事项',
  channel: '发送方式',
  caseNo: '事项编号',
  cause: '情形',
  code: '结果代码',
  comment: '说明',
  completed: '由此达标人数',
  computed: '重算的摘要',
  creditedSeconds: '已计秒数',
  decision: '决定',
  dueOn: '截止日期',
  effectiveFrom: '执行日期',
  email: '邮箱',
  employeeNo: '工号',
  employeeNos: '工号',
  endsAt: '结束时间',
  event: '步骤',
  events: '日志条数',
  examId: '考试',
  fileName: '文件名',
  filter: '筛选条件',
  firstYear: '起始年度',
  firstBadSeal: '首个不符的封存',
  form: '形式',
  isSameSource: '与确认人同一来源',
  items: '试题',
  keyId: '签名密钥',
  kind: '类别',
  lessons: '课程',
  lastYear: '截止年度',
  ledgerId: '学时记录',
  mark: '密级标志',
  minutes: '分钟',
  moved: '改按新规则人数',
  newDueOn: '新截止日期',
  no: '编号',
  oldDueOn: '原截止日期',
  opinion: '意见',
  owing: '未达标人数',
  ownerId: '所属事项',
  ownerType: '所属类别',
  parentId: '来源事项',
  passed: '合格',
  people: '人数',
  personId: '人员',
  place: '地点',
  planKind: '计划类别',
  policies: '规则',
  reason: '原因',
  refusal: '拒绝原因',
  requestId: '申请',
  requestedBy: '申请人',
  resetId: '重置申请',
  restored: '恢复',
  resumed: '恢复人数',
  retired: '停用',
  reversesId: '冲销的记录',
  roles: '岗位权限',
  round: '学习轮次',
  rows: '行数',
  score: '得分',
  seals: '封存次数',
  serial: '编号',
  sha256: '文件摘要',
  sizeBytes: '字节数',
  startsAt: '开始时间',
  status: '状态',
  successor: '新证明编号',
  supersedes: '原证明编号',
  target: '规则',
  title: '名称',
  toState: '办理后状态',
  told: '已通知人数',
  trainingYear: '年度',
  unitId: '单位',
  version: '版本',
  waiting: '处于等待期',
};

/** What an entry is about; the code itself where no word is known, so that nothing is hidden. */
export function subjectText(subjectType: string): string {
  return SUBJECT_TEXT[subjectType] ?? subjectType;
}

function valueText(value: unknown): string {
  if (value === null || value === '') return '无';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.map(valueText).join('、') || '无';
  if (typeof value === 'object') {
    return detailLines(value as Record<string, unknown>)
      .map(([label, text]) => `${label} ${text}`)
      .join('，');
  }
  return String(value);
}

/** What an entry carries as pairs of label and text, in the order it was written. */
export function detailLines(detail: Readonly<Record<string, unknown>>): [label: string, text: string][] {
  return Object.entries(detail).map(([key, value]) => [LABEL_TEXT[key] ?? key, valueText(value)]);
}
