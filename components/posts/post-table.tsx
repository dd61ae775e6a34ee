import { POST_LEVEL_LABEL } from '../../domain/certification/case/kinds.ts';
import type { PostHolder, PostListItem } from '../../domain/certification/case/opening-view.ts';
import type { IsoDate } from '../../domain/shared/dates.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';
import type { Tone } from '../ui/tone.ts';
import { POST_STATUS_LABEL, reviewState } from './post-rows.ts';

const STATUS_TONE: Readonly<Record<PostListItem['status'], Tone>> = {
  proposed: 'info',
  active: 'success',
  closed: 'neutral',
};

export function PostStatus({ status }: { status: PostListItem['status'] }) {
  return <Status tone={STATUS_TONE[status]}>{POST_STATUS_LABEL[status]}</Status>;
}

/** The day of the next review, with a warning when it is near or past. */
export function ReviewDate({ post, today }: { post: PostListItem; today: IsoDate }) {
  const state = reviewState(post, today);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <span className="whitespace-nowrap">{post.reviewOn}</span>
      {state === 'late' ? <Status tone="danger">已过复核日期</Status> : null}
      {state === 'soon' ? <Status tone="warning">即将复核</Status> : null}
    </span>
  );
}

/** The register of 涉密岗位. */
export function PostTable({ posts, today }: { posts: readonly PostListItem[]; today: IsoDate }) {
  const columns: readonly Column<PostListItem>[] = [
    {
      key: 'code',
      head: '岗位',
      title: true,
      cell: (post) => (
        <TextLink href={`/hr/posts/${post.id}`}>
          <span className="whitespace-nowrap">{post.code}</span> {post.name}
        </TextLink>
      ),
    },
    { key: 'unit', head: '部门', cell: (post) => post.unitName },
    { key: 'level', head: '等级', cell: (post) => POST_LEVEL_LABEL[post.level] },
    { key: 'holders', head: '在岗人数', align: 'end', cell: (post) => post.holders },
    { key: 'review', head: '下次复核', cell: (post) => <ReviewDate post={post} today={today} /> },
    { key: 'status', head: '状态', cell: (post) => <PostStatus status={post.status} /> },
  ];
  return <DataTable caption="涉密岗位" columns={columns} rows={posts} rowKey={(post) => post.id} />;
}

const HOLDER_COLUMNS: readonly Column<PostHolder>[] = [
  {
    key: 'name',
    head: '姓名',
    title: true,
    cell: (holder) => (
      <TextLink href={`/hr/people/${holder.personId}?tab=posts`}>
        {holder.name}（{holder.employeeNo}）
      </TextLink>
    ),
  },
  { key: 'form', head: '用工形式', cell: (holder) => holder.employmentForm },
  { key: 'from', head: '上岗', cell: (holder) => holder.validFrom },
  { key: 'to', head: '离岗', cell: (holder) => holder.validTo ?? '在岗' },
];

/** Everybody who held or holds a post, those in it first. */
export function HolderTable({ holders }: { holders: readonly PostHolder[] }) {
  return (
    <DataTable
      caption="上岗人员"
      columns={HOLDER_COLUMNS}
      rows={holders}
      rowKey={(holder) => `${holder.personId}-${holder.validFrom}-${holder.validTo ?? ''}`}
    />
  );
}
