/**
 * Every expected error: HTTP status and the message a person reads. The message says what happened and what to do.
 * `{name}` is replaced from the error's meta. Codes are stable: clients and tests rely on them.
 */
export const APP_ERRORS = {
  // transport
  MALFORMED_JSON: [400, '请求内容不是有效的数据格式，请刷新页面后重试。'],
  INVALID_INPUT: [400, '提交的内容不符合要求（{where}），请改正后重试。'],
  BODY_TOO_LARGE: [413, '提交的内容超过 64 KB 上限，请缩短后重试。'],
  UNSUPPORTED_MEDIA_TYPE: [415, '请求的内容类型不受支持，请使用页面上的按钮操作。'],
  FOREIGN_ORIGIN: [403, '请求来自本系统以外的页面，已拒绝。请从本系统页面重新操作。'],
  NOT_FOUND: [404, '没有找到要访问的内容，它可能不存在，或不在您的权限范围内。'],
  METHOD_NOT_ALLOWED: [405, '不支持这种请求方式，请使用页面上的按钮操作。'],
  RATE_LIMITED: [429, '操作过于频繁，请 {seconds} 秒后再试。'],
  BUSY: [503, '系统正忙，请稍候几秒再试；已保存的内容不受影响。'],
  DATABASE_UNAVAILABLE: [503, '暂时无法保存，您的内容仍在本机，恢复后会自动重新提交。'],
  INTERNAL: [500, '系统出现意外问题，请稍后再试；如仍出现，请把编号 {id} 告诉管理员。'],
  // session and rights
  NOT_SIGNED_IN: [401, '您还没有登录，或登录已失效，请重新登录。'],
  FORBIDDEN: [403, '您的岗位没有这项操作的权限。如确需办理，请联系保密办。'],
  PASSWORD_CHANGE_REQUIRED: [403, '请先修改密码（初始密码，或已超过使用期限的密码），再使用其他功能。'],
  SIGN_IN_REFUSED: [401, '工号或密码不正确，或该账号暂时不能登录。连续多次失败后需等待一段时间再试。'],
  PASSWORD_INCORRECT: [403, '当前密码不正确，请重新输入。'],
  PASSWORD_TOO_WEAK: [422, '新密码不符合要求：{reason}。请换一个。'],
  // learning
  LESSON_NOT_OPEN: [409, '这一课没有打开，或已在别的页面打开。请回到课程页继续。'],
  LESSON_OPEN_ELSEWHERE: [409, '您正在另一个页面或设备上学习《{title}》，同一时间只计一处的学时。'],
  PRESENCE_NOT_ASKED: [409, '当前没有需要确认的在场提示。'],
  CHECK_NOT_PART_OF_LESSON: [404, '这道检查题不属于本课，请刷新页面。'],
  SECTION_NOT_PART_OF_LESSON: [404, '这一节不属于本课，请刷新页面。'],
  // exam
  EXAM_NOT_OPEN_YET: [409, '考试尚未开放，开放时间为 {opensAt}。'],
  EXAM_CLOSED: [409, '考试已结束，如需补考请联系保密办。'],
  NOT_ASSIGNED: [409, '您不在本场考试的范围内，如有疑问请联系保密办。'],
  LESSONS_INCOMPLETE: [409, '还有 {missing} 门必修课没有完成，学完后才能参加考试。'],
  ATTEMPT_LIMIT_REACHED: [409, '您已用完 {limit} 次考试机会，请联系保密办。'],
  ATTEMPT_ALREADY_OPEN: [409, '您有一场尚未交卷的考试，请继续作答。'],
  ALREADY_PASSED: [409, '您已通过本场考试，无需再考。'],
  COOLING_DOWN: [409, '距上次考试时间太短，请在 {until} 之后再考。'],
  ATTEMPT_EXPIRED: [409, '答题时间已到，此次作答已另行留存但不计分。系统将自动交卷。'],
  ATTEMPT_CLOSED: [409, '本场考试已经交卷，不能再修改答案。'],
  ATTEMPT_MOVED: [409, '考试已在另一台设备上继续，本页面不再保存答案。'],
  STALE_SEQUENCE: [409, '已有更新的作答，本次较早的修改没有覆盖它。'],
  RESPONSE_NOT_FITTING: [422, '作答内容与题型不符，请重新选择。'],
  POSITION_NOT_IN_PAPER: [404, '试卷中没有这道题，请刷新页面。'],
  RESULT_NOT_READY: [409, '成绩尚未生成，请稍候。'],
  BLUEPRINT_SHORTAGE: [409, '题库不足以组卷：{shortage}。请联系保密办补充题目。'],
  ITEM_NOT_IN_PRACTICE: [404, '练习题库中没有这道题，请换一题。'],
  // certificate and people
  CERTIFICATE_NOT_FOUND: [404, '没有找到这份证明，请核对编号或重新扫描二维码。'],
  CERTIFICATE_NOT_AUTHENTIC: [409, '这份证明的记录没有通过签名核验，已停止下载，请联系保密办核实。'],
  SIGNING_KEY_MISSING: [503, '证明签名密钥不可用，暂不能签发，请联系系统管理员。'],
  CERTIFICATE_ENDED: [409, '这份证明已经撤销或换发，不能再次办理。请刷新页面查看现状。'],
  CERTIFICATE_NOT_RENEWABLE: [409, '只有签名核验通过、仍在有效期内的证明可以换发；其他情况请申请撤销。'],
  CERTIFICATE_REQUEST_OPEN: [409, '这份证明已有一项待审批的申请，请先等待审批，或由申请人撤回。'],
  CERTIFICATE_REQUEST_DECIDED: [409, '这项申请已经办结，请刷新页面查看结果。'],
  OWN_CERTIFICATE_REFUSED: [403, '这是您本人的证明，请由其他审批人办理。'],
  NOT_THE_ASKER: [403, '只有提出申请的人可以撤回申请。'],
  SELF_APPROVAL_REFUSED: [403, '不能审批自己提出的申请，请由另一位审批人办理。'],
  EXPORT_TOO_LARGE: [413, '要导出的人数超过 {limit} 人，请缩小筛选范围。'],
  AUDIT_EXPORT_TOO_LARGE: [413, '符合条件的日志超过 {limit} 条，请缩短时间范围后再导出。'],
  ACCOUNT_NOT_FOUND: [404, '没有找到这个账号，请核对工号。'],
  SELF_ACTION_REFUSED: [403, '不能对自己的账号做这项操作，请由另一位管理员办理。'],
  RESET_CODE_INVALID: [409, '核验码不正确或已过期，请让本人重新申请。'],
  RESET_NOT_OPEN: [409, '这次重置还没有得到确认，或已用过、已过期，请重新申请。'],
  ACCOUNT_DISABLED: [409, '这个账号已停用，请核实情况、启用账号后再确认重置。'],
  ADMIN_RESET_REFUSED: [403, '不能在此重置另两员的密码，请在服务器上用本机命令重发初始密码。'],
} as const satisfies Record<string, readonly [number, string]>;

export type AppErrorCode = keyof typeof APP_ERRORS;

/** @returns the Chinese sentence for an error, with its meta filled in. */
export function errorMessage(code: AppErrorCode, meta: Readonly<Record<string, string | number>> = {}): string {
  return APP_ERRORS[code][1].replace(/\{(\w+)\}/g, (_, key: string) => String(meta[key] ?? ''));
}

export function errorStatus(code: AppErrorCode): number {
  return APP_ERRORS[code][0];
}
