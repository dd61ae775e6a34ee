import { describe, expect, it } from 'vitest';
import { isoDate } from '../shared/dates.ts';
import {
  approvedText,
  decisionRefusal,
  type ExemptiblePlan,
  ExemptionForm,
  exemptionObstacle,
  extensionRange,
  reachesNextYear,
} from './exemption.ts';

const TODAY = isoDate('2026-06-10');
const PLAN: ExemptiblePlan = {
  planKind: 'annual-all',
  trainingYear: 2026,
  dueOn: isoDate('2026-12-31'),
  isDone: false,
  isEnded: false,
  isExempt: false,
};
const exempt = { kind: 'exemption', newDueOn: null } as const;
const until = (newDueOn: string) => ({ kind: 'extension', newDueOn }) as const;
const codeOf = (plan: Partial<ExemptiblePlan>, asked: Parameters<typeof exemptionObstacle>[1] = exempt) =>
  exemptionObstacle({ ...PLAN, ...plan }, asked, TODAY)?.code ?? 'ok';

describe('an exemption', () => {
  it('is possible for what is owed, and for nothing that is finished, ended or exempt already', () => {
    expect(codeOf({})).toBe('ok');
    expect(codeOf({ isDone: true, isEnded: true, isExempt: true })).toBe('EXEMPTION_DONE');
    expect(codeOf({ isEnded: true })).toBe('EXEMPTION_NOT_POSSIBLE');
    expect(codeOf({ isExempt: true })).toBe('EXEMPTION_NOT_POSSIBLE');
  });

  it('is not possible for what must be learnt before a post, an exit or a trip, though an extension is', () => {
    for (const planKind of ['entry-general', 'entry-important', 'entry-core', 'exit', 'travel'] as const) {
      expect([planKind, codeOf({ planKind })]).toEqual([planKind, 'EXEMPTION_NOT_POSSIBLE']);
      expect([planKind, codeOf({ planKind }, until('2027-01-31'))]).toEqual([planKind, 'ok']);
    }
    expect(codeOf({ planKind: 'meeting' })).toBe('ok');
  });
});

describe('an extension', () => {
  it('ends between today and the end of the year after that of the plan, both included, and later than before', () => {
    expect(extensionRange(PLAN, TODAY)).toEqual({ from: '2026-06-10', to: '2027-12-31' });
    const early = { dueOn: isoDate('2026-05-31') };
    expect(codeOf(early, until('2026-06-09'))).toBe('EXEMPTION_DATE');
    expect(codeOf(early, until('2026-06-10'))).toBe('ok');
    expect(codeOf({}, until('2027-12-31'))).toBe('ok');
    expect(codeOf({}, until('2028-01-01'))).toBe('EXEMPTION_DATE');
    expect(codeOf({}, until('2026-12-31'))).toBe('EXEMPTION_NOT_POSSIBLE');
    expect(codeOf({}, { kind: 'extension', newDueOn: null })).toBe('EXEMPTION_DATE');
  });

  it('is no longer possible for a plan of long ago, which can still be exempted', () => {
    const old = { trainingYear: 2024, dueOn: isoDate('2024-12-31') };
    expect(codeOf(old, until('2026-12-31'))).toBe('EXEMPTION_NOT_POSSIBLE');
    expect(codeOf(old)).toBe('ok');
  });

  it('lets a plan of a year count the next one only when it reaches into it', () => {
    expect(reachesNextYear(PLAN, '2026-12-31')).toBe(false);
    expect(reachesNextYear(PLAN, '2027-01-01')).toBe(true);
    expect(reachesNextYear({ ...PLAN, planKind: 'exit' }, '2027-01-01')).toBe(false);
  });

  it('has a date and an exemption has none', () => {
    const form = { cause: 'sick', reason: '住院治疗' } as const;
    expect(ExemptionForm.safeParse({ ...form, kind: 'extension', newDueOn: null }).success).toBe(false);
    expect(ExemptionForm.safeParse({ ...form, kind: 'exemption', newDueOn: '2026-07-01' }).success).toBe(false);
    expect(ExemptionForm.safeParse({ ...form, kind: 'exemption', newDueOn: null }).success).toBe(true);
    expect(ExemptionForm.safeParse({ ...form, kind: 'extension', newDueOn: '0000-01-01' }).success).toBe(false);
  });
});

describe('a decision', () => {
  const asked = { requestedBy: 'asker', personId: 'subject' };

  it('is withdrawn by the asker alone, and made by neither the asker nor the person concerned', () => {
    const asker = { accountId: 'asker', personId: null };
    const subject = { accountId: 'other', personId: 'subject' };
    const second = { accountId: 'second', personId: 'else' };
    expect(decisionRefusal(asker, asked, 'withdrawn')).toBe(null);
    expect(decisionRefusal(second, asked, 'withdrawn')).toBe('NOT_THE_ASKER');
    for (const decision of ['approved', 'refused'] as const) {
      expect(decisionRefusal(asker, asked, decision)).toBe('SELF_APPROVAL_REFUSED');
      expect(decisionRefusal(subject, asked, decision)).toBe('OWN_PLAN_REFUSED');
      expect(decisionRefusal(second, asked, decision)).toBe(null);
    }
  });
});

it('an approval is told with its cause, its day and both dates', () => {
  const facts = { cause: 'maternity', decidedOn: '2026-06-10', oldDueOn: null, newDueOn: null } as const;
  expect(approvedText({ ...facts, kind: 'exemption' })).toBe('已免训（产假，2026-06-10 批准）');
  expect(approvedText({ ...facts, kind: 'extension', oldDueOn: '2026-12-31', newDueOn: '2027-03-31' })).toBe(
    '延期至 2027-03-31（产假，2026-06-10 批准，原截止 2026-12-31）',
  );
});
