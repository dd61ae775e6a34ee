/** What an auditor reads for an action of the trail. */
const ACTION_TEXT: Readonly<Record<string, string>> = {
  'session.sign-in': '登录',
  'session.sign-out': '退出登录',
  'account.change-password': '修改密码',
  'account.create': '新建账号',
  'password-reset.request': '申请重置密码',
  'password-reset.complete': '重置密码',
  'account.end-session': '结束本人会话',
  'admin.set-account-status': '停用或启用账号',
  'admin.unlock': '解除登录限制',
  'admin.approve-reset': '确认重置密码',
  'admin.end-sessions': '强制下线',
  'admin.accounts': '查看账号',
  'admin.security': '查看安全状态',
  'admin.audit': '查看审计日志',
  'admin.audit-export': '导出审计日志',
  'admin.verify-seals': '校验审计日志封存链',
  'exam.start': '开始考试',
  'attempt.submit': '交卷',
  'attempt.close-overdue': '到时自动交卷',
  'attempt.take-over': '换设备继续考试',
  'lesson.complete': '学完课程',
  'plan.complete': '计划达标',
  'certificate.issue': '签发证明',
  'certificate.download': '下载证明',
  'content.load': '载入课程与题库',
  'item.read-key': '查看试题答案',
  'hours.record': '登记集中培训学时',
  'hours.correct': '更正学时',
  'hr.export': '导出人员数据',
  'hr.remind': '发送提醒',
};

/** The sentence for an action; the code itself where none is known, so that nothing is hidden. */
export function actionText(action: string): string {
  return ACTION_TEXT[action] ?? action;
}
