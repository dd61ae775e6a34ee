import type { CaseStepView, CaseView } from '../../domain/certification/case/view.ts';

/** A state the case has been in, with the step that led there and what was recorded while it lasted. */
export type TimelineNode = {
  readonly key: string;
  readonly stateLabel: string;
  readonly entered: CaseStepView;
  readonly records: readonly CaseStepView[];
  /** The state the case is in now; a closed case has come to rest and has none. */
  readonly isCurrent: boolean;
};

/** States in the order they were entered; opinions and other records hang under the state they were given in. */
export function timelineNodes(view: Pick<CaseView, 'steps' | 'isClosed'>): TimelineNode[] {
  const nodes: { entered: CaseStepView; records: CaseStepView[] }[] = [];
  for (const step of view.steps) {
    const last = nodes.at(-1);
    if (step.entersState || !last) nodes.push({ entered: step, records: [] });
    else last.records.push(step);
  }
  return nodes.map(({ entered, records }, index) => ({
    key: String(entered.seqNo),
    stateLabel: entered.stateLabel,
    entered,
    records,
    isCurrent: !view.isClosed && index === nodes.length - 1,
  }));
}

/** 已 2 天; the day it came is told as such. */
export function waitText(days: number): string {
  return days > 0 ? `已 ${days} 天` : '今天转到';
}

/** 轮到：人事部门、保密办 · 已 2 天; empty when nobody is awaited. */
export function turnText(view: Pick<CaseView, 'turn' | 'waitingDays'>): string {
  if (view.turn.length === 0) return '';
  return `轮到：${view.turn.map((one) => one.label).join('、')} · ${waitText(view.waitingDays)}`;
}

/** Steps a case may be waiting for although they stand outside the ordinary course: the answer to a proposal. */
const ANSWERS = ['confirm-extension'];

export function isOrdinary(action: CaseView['actions'][number]): boolean {
  return !action.isAside || ANSWERS.includes(action.event);
}
