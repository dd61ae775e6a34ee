import type { Metadata } from 'next';
import { OfficeTabs } from '#components/office/office-tabs.tsx';
import { PolicyList } from '#components/policies/policy-list.tsx';
import { SetCards } from '#components/policies/set-cards.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { readPolicySets } from '#server/operations/policies/policy-sets.ts';
import { readPolicyBoard } from '#server/operations/policies/read-policies.ts';

export const metadata: Metadata = { title: '规则' };

export default async function PoliciesPage() {
  const principal = await requirePage('policy.read', '/office/policies');
  const [board, sets] = await Promise.all([readPolicyBoard(principal), readPolicySets(principal)]);
  return (
    <div className="space-y-5">
      <PageHeader
        title="规则"
        description={`${board.year} 年度现行的学时、考试、期限和流程规则。修改由保密办起草，第二人批准后执行。`}
      />
      {board.mayDraft ? <OfficeTabs current="/office/policies" /> : null}
      <Alert tone="warning" title="请按本单位规定修改">
        法律、行政法规没有规定学时数、及格线、复审间隔和脱密期长短，产品默认值只是常见做法，每条都写明依据。
      </Alert>
      <Card flush>
        <PolicyList lines={board.lines} />
      </Card>
      <section aria-labelledby="sets-title" className="space-y-3">
        <h2 id="sets-title" className="text-lg">
          行业默认方案
        </h2>
        <p className="text-ink-2 text-sm">选用方案只为不同的规则建立修改草稿，核对、提交并经第二人批准后才执行。</p>
        <SetCards sets={sets} mayDraft={board.mayDraft} />
      </section>
    </div>
  );
}
