import type { Metadata } from 'next';
import { HrTabs } from '#components/people/hr-tabs.tsx';
import { PostFilter } from '#components/posts/post-filter.tsx';
import { postQueryFrom, postsMatching } from '#components/posts/post-rows.ts';
import { PostTable } from '#components/posts/post-table.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { kindsForRoles } from '#domain/certification/case/startable.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { readPosts } from '#server/operations/cases/post-register.ts';
import { areaTitle } from '#server/operations/hr/scope.ts';

export const metadata: Metadata = { title: '涉密岗位' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PostsPage({ searchParams }: Props) {
  const principal = await requirePage('hr.posts', '/hr/posts');
  const query = postQueryFrom(await searchParams);
  const { posts, today } = await readPosts(principal);
  const shown = postsMatching(posts, query, today);
  const canPropose = kindsForRoles(principal.roles).includes('post');
  return (
    <div className="space-y-4">
      <PageHeader
        title={`${areaTitle(principal)}涉密岗位登记册`}
        description={`符合条件的共 ${shown.length} 个岗位。岗位用代号登记，不写项目名称。`}
        action={
          canPropose ? (
            <ButtonLink variant="primary" href="/hr/cases/new?kind=post">
              申报涉密岗位
            </ButtonLink>
          ) : null
        }
      />
      <HrTabs current="/hr/posts" roles={principal.roles} />
      <PostFilter query={query} />
      <Card flush>
        {shown.length > 0 ? (
          <PostTable posts={shown} today={today} />
        ) : (
          <EmptyState title={posts.length > 0 ? '没有符合条件的岗位' : '还没有登记涉密岗位'}>
            {posts.length > 0
              ? '请换一个等级或状态；不在您负责范围内的岗位不会显示。'
              : '岗位由用人部门或人事部门申报，经保密办、人事部门会签，由单位领导批准后列入。'}
          </EmptyState>
        )}
      </Card>
    </div>
  );
}
