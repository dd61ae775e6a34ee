import type { IsoDate } from '../shared/dates.ts';

const SEE = '请登录系统查看。';

/** The sentences that leave the system. They name a date and nothing else. */
export const OUTGOING = {
  due: (on: IsoDate) => `您有一项待办将于 ${on} 到期，${SEE}`,
  overdue: (on: IsoDate) => `您有一项待办已于 ${on} 到期，${SEE}`,
  waiting: (since: IsoDate) => `您有一项待办自 ${since} 起等待办理，${SEE}`,
  clock: (by: string) => `您有一项紧急待办须于 ${by} 前办理，${SEE}`,
  clockPassed: (by: string) => `您有一项紧急待办已超过办理时限（${by}），${SEE}`,
} as const;

/** Subject line of every e-mail. */
export const MAIL_SUBJECT = '【守密】待办提醒';
