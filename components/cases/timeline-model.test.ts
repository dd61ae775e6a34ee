import { expect, test } from 'vitest';
import type { CaseStepView } from '../../domain/certification/case/view.ts';
import { isOrdinary, timelineNodes, turnText } from './timeline-model.ts';

const step = (seqNo: number, stateLabel: string, entersState: boolean): CaseStepView => ({
  seqNo,
  label: `步骤 ${seqNo}`,
  stateLabel,
  entersState,
  by: '某人',
  role: '人事部门',
  opinion: null,
  at: '2026-11-21T02:00:00.000Z',
  fields: [],
});

test('opinions hang under the state they were given in, and the last state is the current one', () => {
  const steps = [step(1, '拟任', true), step(2, '审查中', true), step(3, '审查中', false), step(4, '审查中', false)];
  const nodes = timelineNodes({ steps, isClosed: false });
  expect(nodes.map((node) => [node.stateLabel, node.records.length, node.isCurrent])).toEqual([
    ['拟任', 0, false],
    ['审查中', 2, true],
  ]);
});

test('a state entered a second time stands a second time, so that a return is seen', () => {
  const steps = [step(1, '拟任', true), step(2, '审查中', true), step(3, '拟任', true)];
  expect(timelineNodes({ steps, isClosed: false }).map((node) => node.stateLabel)).toEqual(['拟任', '审查中', '拟任']);
});

test('a closed case has no current state', () => {
  expect(timelineNodes({ steps: [step(1, '已撤回', true)], isClosed: true }).some((node) => node.isCurrent)).toBe(
    false,
  );
});

test('who is awaited is told with the days, and nothing is told when nobody is', () => {
  const turn = [
    { actor: 'hr', label: '人事部门' },
    { actor: 'office', label: '保密办' },
  ] as const;
  expect(turnText({ turn, waitingDays: 2 })).toBe('轮到：人事部门、保密办 · 已 2 天');
  expect(turnText({ turn, waitingDays: 0 })).toBe('轮到：人事部门、保密办 · 今天转到');
  expect(turnText({ turn: [], waitingDays: 9 })).toBe('');
});

test('the answer to a proposed extension stands open, other asides do not', () => {
  const action = {
    label: '',
    form: [],
    isAside: true,
    isNegative: false,
    needsPassword: false,
    basis: '',
    blockedBy: null,
  };
  expect(isOrdinary({ ...action, event: 'confirm-extension' })).toBe(true);
  expect(isOrdinary({ ...action, event: 'withdraw' })).toBe(false);
});
