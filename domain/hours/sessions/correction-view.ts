import type { LedgerMode } from '../ledger.ts';

export const CORRECTION_DECISIONS = ['approved', 'refused', 'withdrawn'] as const;
export type CorrectionDecision = (typeof CORRECTION_DECISIONS)[number];

export const CORRECTION_LABEL: Readonly<Record<CorrectionDecision | 'open', string>> = {
  open: '待审批',
  approved: '已更正',
  refused: '不同意',
  withdrawn: '已撤回',
};

/** A correction somebody asked for, with the row of the ledger it is about. Instants are ISO text in UTC. */
export type CorrectionView = {
  readonly id: string;
  readonly ledgerId: string;
  readonly personId: string;
  readonly personName: string;
  readonly employeeNo: string;
  readonly unitName: string;
  readonly title: string;
  readonly mode: LedgerMode;
  readonly trainingYear: number;
  readonly occurredTo: string;
  /** Of the row as it stands, and what is to be taken back of it. */
  readonly rowMinutes: number;
  readonly minutes: number;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedByName: string;
  readonly requestedAt: string;
  readonly decision: CorrectionDecision | null;
  readonly decidedByName: string | null;
  readonly decidedAt: string | null;
  readonly comment: string;
};

/** A plan that was finished with these hours and would not be any more; it stays finished, but people must know. */
export type CorrectionWarning = { readonly planTitle: string; readonly text: string };

export type CorrectionPreview = { readonly warnings: readonly CorrectionWarning[] };

type MinutesRule = {
  readonly unit: string;
  readonly required: number;
  readonly counted: number;
  readonly countingRows: readonly { readonly id: string; readonly amount: number }[];
};

/** Whether a plan's rules of minutes still hold once `minutes` of a row are gone. */
export function isShortAfter(rules: readonly MinutesRule[], ledgerId: string, minutes: number): boolean {
  return rules.some((rule) => {
    const row = rule.countingRows.find((counting) => counting.id === ledgerId);
    return rule.unit === 'minutes' && row !== undefined && rule.counted - Math.min(minutes, row.amount) < rule.required;
  });
}

/** The sentence of the warning. */
export const SHORT_AFTER_TEXT = '该计划已达标，更正后学时不足';
