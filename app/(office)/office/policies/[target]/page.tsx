import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ClosedDrafts } from '#components/policies/closed-drafts.tsx';
import { DraftDesk } from '#components/policies/draft-desk.tsx';
import { StartDraft } from '#components/policies/policy-buttons.tsx';
import { PolicyFacts } from '#components/policies/policy-facts.tsx';
import { VersionHistory } from '#components/policies/version-history.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { isPolicyTarget } from '#domain/policy/policy-target.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { readPolicyPage } from '#server/operations/policies/read-policies.ts';

export const metadata: Metadata = { title: '规则' };

type Props = { params: Promise<{ target: string }> };

export default async function PolicyPage({ params }: Props) {
  const { target } = await params;
  const principal = await requirePage('policy.read', `/office/policies/${target}`);
  if (!isPolicyTarget(target)) notFound();
  const page = await readPolicyPage(principal, target);
  const { inForce, open, closed, history } = page;
  const canStart = page.mayDraft && open === null;
  return (
    <div className="space-y-5">
      <PageHeader
        title={page.label}
        description={inForce ? `现行第 ${inForce.version} 版，${inForce.from}` : '还没有现行版本'}
        crumbs={[{ label: '规则', href: '/office/policies' }, { label: page.label }]}
        action={canStart ? <StartDraft target={target} /> : null}
      />
      <Alert tone="warning" title="请按本单位规定修改">
        {inForce?.facts.find(({ field }) => field === 'basis')?.text ?? '没有法定数字，请写明本单位的依据。'}
      </Alert>
      {open ? <DraftDesk draft={open} choices={page.choices} /> : null}
      <Card title="现行规则">
        {inForce ? (
          <PolicyFacts facts={inForce.facts} />
        ) : (
          <EmptyState title="还没有现行规则">
            产品没有给这类计划默认值，目前不会列入任何人的计划；起草并发布后，从执行年度起列入。
          </EmptyState>
        )}
      </Card>
      <Card title="历次版本">
        <VersionHistory versions={history} current={inForce?.version ?? null} />
      </Card>
      {closed.length > 0 ? (
        <Card title="未批准和撤回的修改">
          <ClosedDrafts drafts={closed} canRestart={canStart} />
        </Card>
      ) : null}
    </div>
  );
}
