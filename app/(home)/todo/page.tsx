import type { Metadata } from 'next';
import { todoGroups } from '#components/cases/todo-groups.ts';
import { WaitingCases } from '#components/cases/todo-list.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { readToday } from '#server/operations/cases/case-page.ts';
import { readTodo } from '#server/operations/cases/lists.ts';

export const metadata: Metadata = { title: '待办' };

export default async function TodoPage() {
  const principal = await requirePage('case.todo', '/todo');
  const [items, today] = await Promise.all([readTodo(principal), readToday()]);
  const groups = todoGroups(items, today);
  return (
    <div className="space-y-4">
      <PageHeader
        title="待办"
        description={
          items.length > 0 ? `有 ${items.length} 件流程等您办理，期限近的在前。` : '等您办理的流程会列在这里。'
        }
        action={<ButtonLink href="/me/cases">我的事项</ButtonLink>}
      />
      {groups.map((group) => (
        <Card key={group.key} title={`${group.label}（${group.items.length}）`} flush>
          <WaitingCases items={group.items} />
        </Card>
      ))}
      {groups.length === 0 ? (
        <Card>
          <EmptyState title="没有等您办理的流程">
            轮到您填写、签署意见或批准时，会在这里出现，同时发给您一条通知。课程和考试的安排在首页。
          </EmptyState>
        </Card>
      ) : null}
    </div>
  );
}
