import type { IsoDate } from '../shared/dates.ts';

/** What sort of message leaves the system: how pressing it is, not what it is about. */
export type Outgoing = { readonly kind: 'due' | 'overdue' | 'waiting' | 'urgent'; readonly text: string };

const SEE = '请登录系统查看。';

/** The sentences that leave the system. They name a date and nothing else. */
export const OUTGOING = {
  due: (on: IsoDate): Outgoing => ({ kind: 'due', text: `您有一项待办将于 ${on} 到期，${SEE}` }),
  overdue: (on: IsoDate): Outgoing => ({ kind: 'overdue', text: `您有一项待办已于 ${on} 到期，${SEE}` }),
  waiting: (since: IsoDate): Outgoing => ({ kind: 'waiting', text: `您有一项待办自 ${since} 起等待办理，${SEE}` }),
  clock: (by: string): Outgoing => ({ kind: 'urgent', text: `您有一项紧急待办须于 ${by} 前办理，${SEE}` }),
  clockPassed: (by: string): Outgoing => ({ kind: 'urgent', text: `您有一项紧急待办已超过办理时限（${by}），${SEE}` }),
} as const;

/** Title of everything that leaves the system. */
export const OUTGOING_TITLE = '守密待办提醒';
