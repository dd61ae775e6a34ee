import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { CaseTable } from '#components/cases/case-table.tsx';
import { HolderTable, PostStatus, ReviewDate } from '#components/posts/post-table.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { POST_LEVEL_LABEL } from '#domain/certification/case/kinds.ts';
import { kindsForRoles } from '#domain/certification/case/startable.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { readPost } from '#server/operations/cases/post-register.ts';

export const metadata: Metadata = { title: '涉密岗位' };

const Params = z.object({ postId: z.guid() });

type Props = { params: Promise<{ postId: string }> };

export default async function PostPage({ params }: Props) {
  const principal = await requirePage('hr.posts', '/hr/posts');
  const id = Params.safeParse(await params);
  if (!id.success) notFound();
  const read = await readPost(principal, id.data.postId);
  if (!read.ok) notFound();
  const { post, holders, cases, today } = read.value;
  const canPropose = post.status === 'active' && kindsForRoles(principal.roles).includes('post');
  const change = (action: 'change' | 'close') => `/hr/cases/new?kind=post&post=${post.id}&action=${action}`;
  return (
    <div className="space-y-4">
      <PageHeader
        title={`${post.code} ${post.name}`}
        description={`${post.unitName}，${POST_LEVEL_LABEL[post.level]}涉密岗位`}
        crumbs={[{ label: '涉密岗位', href: '/hr/posts' }, { label: post.code }]}
        action={
          canPropose ? (
            <>
              <ButtonLink variant="primary" href={change('change')}>
                申报调整
              </ButtonLink>
              <ButtonLink href={change('close')}>申报撤销</ButtonLink>
            </>
          ) : null
        }
      />
      <Card title="基本情况">
        <KeyValues
          pairs
          items={[
            { label: '代号', value: post.code },
            { label: '名称', value: post.name },
            { label: '部门', value: post.unitName },
            { label: '等级', value: POST_LEVEL_LABEL[post.level] },
            { label: '状态', value: <PostStatus status={post.status} /> },
            { label: '下次复核', value: <ReviewDate post={post} today={today} /> },
            { label: '生效日期', value: post.activeFrom ?? '尚未生效' },
            ...(post.closedOn ? [{ label: '撤销日期', value: post.closedOn }] : []),
            { label: '定级依据', value: <span className="whitespace-pre-line">{post.basis}</span> },
          ]}
        />
      </Card>
      <Card title={`上岗人员（在岗 ${post.holders} 人）`} flush>
        {holders.length > 0 ? (
          <HolderTable holders={holders} />
        ) : (
          <EmptyState title="还没有人在这个岗位上">经提名、审查、培训考核并批准后，上岗人员列在这里。</EmptyState>
        )}
      </Card>
      <Card title="有关流程" flush>
        {cases.length > 0 ? (
          <CaseTable items={cases} caption="有关流程" />
        ) : (
          <EmptyState title="没有有关的流程">申报、提名和变更会列在这里。</EmptyState>
        )}
      </Card>
    </div>
  );
}
