import type { Metadata } from 'next';
import { todoGroups } from '#components/cases/todo-groups.ts';
import { WaitingCases } from '#components/cases/todo-list.tsx';
import { ApprovalsCard } from '#components/home/approvals-card.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { approvalsTotal, waitingApprovals } from '#domain/people/approvals.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { readToday } from '#server/operations/cases/case-page.ts';
import { readTodo } from '#server/operations/cases/lists.ts';
import { readApprovals } from '#server/operations/home/approvals.ts';

export const metadata: Metadata = { title: '待办' };

function waitingText(cases: number, approvals: number): string {
  const parts = [...(cases > 0 ? [`${cases} 件流程`] : []), ...(approvals > 0 ? [`${approvals} 件审批`] : [])];
  if (parts.length === 0) return '等您办理的流程和审批会列在这里。';
  return `有 ${parts.join('、')}等您办理${cases > 0 ? '，期限近的在前' : ''}。`;
}

export default async function TodoPage() {
  const principal = await requirePage('case.todo', '/todo');
  const [items, today, approvals] = await Promise.all([readTodo(principal), readToday(), readApprovals(principal)]);
  const groups = todoGroups(items, today);
  return (
    <div className="space-y-4">
      <PageHeader
        title="待办"
        description={waitingText(items.length, approvalsTotal(approvals))}
        action={<ButtonLink href="/me/cases">我的事项</ButtonLink>}
      />
      {groups.map((group) => (
        <Card key={group.key} title={`${group.label}（${group.items.length}）`} flush>
          <WaitingCases items={group.items} />
        </Card>
      ))}
      <ApprovalsCard items={waitingApprovals(approvals)} />
      {groups.length + approvalsTotal(approvals) === 0 ? (
        <Card>
          <EmptyState title="没有等您办理的流程和审批">
            轮到您填写、签署意见或批准时，会在这里出现，同时发给您一条通知。课程和考试的安排在首页。
          </EmptyState>
        </Card>
      ) : null}
    </div>
  );
}
