import type { Role } from '../access/roles.ts';

/** What a second person decides about besides the steps of a case. */
export const APPROVAL_KINDS = ['session', 'exemption', 'correction', 'policy', 'certificate'] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

export type ApprovalCounts = Readonly<Record<ApprovalKind, number>>;

/** Who may decide; the same as in the policies of the operations that do. */
export const APPROVERS: Readonly<Record<ApprovalKind, readonly Role[]>> = {
  session: ['hr', 'office'],
  exemption: ['hr', 'office'],
  correction: ['hr', 'office'],
  policy: ['office', 'leader'],
  certificate: ['office', 'leader'],
};

/** One line of what waits: what it is, how many, and where it is decided. */
export type WaitingApproval = {
  readonly kind: ApprovalKind;
  readonly label: string;
  readonly count: number;
  readonly href: string;
};

const DOORS: Readonly<Record<ApprovalKind, { readonly label: string; readonly href: string }>> = {
  session: { label: '集中培训登记', href: '/hr/sessions?state=submitted' },
  exemption: { label: '免训和延期申请', href: '/hr/plans' },
  correction: { label: '学时更正申请', href: '/hr/corrections' },
  policy: { label: '规则修改', href: '/office/policies' },
  certificate: { label: '证明撤销和换发申请', href: '/office/certificates' },
};

/** The lines that hold something, in a fixed order. */
export function waitingApprovals(counts: ApprovalCounts): WaitingApproval[] {
  return APPROVAL_KINDS.filter((kind) => counts[kind] > 0).map((kind) => ({
    kind,
    ...DOORS[kind],
    count: counts[kind],
  }));
}

export function approvalsTotal(counts: ApprovalCounts): number {
  return APPROVAL_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
}
