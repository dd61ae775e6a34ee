import type { Tx } from '#db/client.ts';
import { tellAsker, tellDeciders } from '#db/dal/exemptions.ts';
import { unsafeNotify } from '#db/dal/notices.ts';
import type { Principal } from '#domain/access/principal.ts';
import { CAUSE_LABEL, EXEMPTION_LABEL, type ExemptionForm } from '#domain/people/exemption.ts';
import type { ExemptionRow } from '#domain/people/exemption-view.ts';
import { PLAN_LABEL, type PlanKind } from '#domain/policy/plan-policy.ts';

type Asked = Pick<ExemptionForm, 'kind' | 'cause' | 'newDueOn'> & {
  readonly id: string;
  readonly personId: string;
  readonly planKind: PlanKind;
};

/** Tells everybody who may decide that a request waits. */
export async function tellOfRequest(tx: Tx, principal: Principal, asked: Asked): Promise<void> {
  const what = EXEMPTION_LABEL[asked.kind];
  await tellDeciders(tx, principal, asked.personId, {
    dedupeKey: `exemption:${asked.id}`,
    title: `有一项${what}申请等待审批`,
    body: `${PLAN_LABEL[asked.planKind]}，${CAUSE_LABEL[asked.cause]}${asked.newDueOn ? `，申请延期至 ${asked.newDueOn}` : ''}。请核对情况后办理。`,
    href: '/hr/plans',
  });
}

const APPROVED: Readonly<Record<ExemptionRow['kind'], (row: ExemptionRow) => string>> = {
  exemption: () => '这项计划不再要求，仍可自愿学习；学完照常达标。已学的课程和学时记录保留。',
  extension: (row) => `截止日期改为 ${row.newDueOn}，请在此前完成。`,
};

/** Tells the person, and whoever asked, what was decided. Call it in the transaction of the decision. */
export async function tellOfDecision(
  tx: Tx,
  principal: Principal,
  row: ExemptionRow,
  decided: { readonly decision: 'approved' | 'refused'; readonly comment: string },
): Promise<void> {
  const what = `${row.trainingYear} 年${PLAN_LABEL[row.planKind]}的${EXEMPTION_LABEL[row.kind]}申请`;
  const isApproved = decided.decision === 'approved';
  const body = isApproved ? APPROVED[row.kind](row) : `原因：${decided.comment}。截止日期仍为 ${row.dueOn}。`;
  const title = `${what}${isApproved ? '已批准' : '未获同意'}`;
  const dedupeKey = `exemption-decided:${row.id}`;
  await unsafeNotify(tx, { personId: row.personId, dedupeKey, title, body, href: '/me' });
  await tellAsker(tx, principal, row, { dedupeKey, title: `${row.personName}：${title}`, body, href: '/hr/plans' });
}
