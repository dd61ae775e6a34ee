import type { Category, EmploymentForm, LifeState, PersonFlag } from '../../domain/people/types.ts';
import { CATEGORY_LABEL, EMPLOYMENT_LABEL, FLAG_LABEL, LIFE_LABEL } from '../../domain/people/types.ts';
import { Card } from '../ui/card.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { Badge } from '../ui/status.tsx';

export type Post = {
  readonly id: string;
  readonly unitPath: string;
  readonly category: Category;
  readonly lifeState: LifeState;
  readonly employmentForm: EmploymentForm;
  readonly flags: readonly PersonFlag[];
  readonly title: string;
  readonly validFrom: string;
  readonly validTo: string | null;
};

type PersonHeadProps = {
  head: { readonly employeeNo: string; readonly joinedOn: string; readonly leftOn: string | null };
  post: Post | null;
};

export function PersonHeadCard({ head, post }: PersonHeadProps) {
  const service = head.leftOn ? `${head.joinedOn} 至 ${head.leftOn}` : `${head.joinedOn} 至今`;
  const items = [
    { label: '工号', value: head.employeeNo },
    { label: '单位', value: post?.unitPath ?? '当前不在任何单位' },
    ...(post
      ? [
          { label: '岗位', value: post.title || '未填写' },
          { label: '涉密等级', value: CATEGORY_LABEL[post.category] },
          { label: '状态', value: LIFE_LABEL[post.lifeState] },
          { label: '用工形式', value: EMPLOYMENT_LABEL[post.employmentForm] },
          {
            label: '身份',
            value:
              post.flags.length > 0 ? (
                <span className="flex flex-wrap gap-1">
                  {post.flags.map((flag) => (
                    <Badge key={flag}>{FLAG_LABEL[flag]}</Badge>
                  ))}
                </span>
              ) : (
                '无'
              ),
          },
        ]
      : []),
    { label: '在职时间', value: service },
  ];
  return (
    <Card title="基本情况">
      <KeyValues items={items} pairs />
    </Card>
  );
}

const POST_COLUMNS: readonly Column<Post>[] = [
  { key: 'unit', head: '单位', title: true, cell: (post) => post.unitPath },
  { key: 'title', head: '岗位', cell: (post) => post.title || '—' },
  { key: 'category', head: '涉密等级', cell: (post) => CATEGORY_LABEL[post.category] },
  { key: 'life', head: '状态', cell: (post) => LIFE_LABEL[post.lifeState] },
  { key: 'form', head: '用工形式', cell: (post) => EMPLOYMENT_LABEL[post.employmentForm] },
  { key: 'from', head: '起', cell: (post) => post.validFrom },
  { key: 'to', head: '止', cell: (post) => post.validTo ?? '至今' },
];

export function PostTable({ posts }: { posts: readonly Post[] }) {
  return <DataTable caption="岗位变动" columns={POST_COLUMNS} rows={posts} rowKey={(post) => post.id} />;
}
