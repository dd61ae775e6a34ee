import { POST_LEVEL_LABEL, POST_LEVELS } from '../../domain/certification/case/kinds.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input, Select } from '../ui/input.tsx';
import type { PostQuery } from './post-rows.ts';

const STATUSES = [
  ['current', '未撤销'],
  ['review', '需要复核'],
  ['proposed', '申报中'],
  ['active', '已生效'],
  ['closed', '已撤销'],
] as const;

export function PostFilter({ query }: { query: PostQuery }) {
  return (
    <form
      method="get"
      action="/hr/posts"
      aria-label="筛选"
      className="no-print grid grid-cols-2 items-end gap-x-3 gap-y-2 rounded border border-line bg-surface px-4 py-3 lg:flex lg:flex-wrap lg:*:min-w-40"
    >
      <Field id="f-level" label="等级">
        <Select id="f-level" name="level" defaultValue={query.level ?? ''}>
          <option value="">全部</option>
          {POST_LEVELS.map((level) => (
            <option key={level} value={level}>
              {POST_LEVEL_LABEL[level]}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="f-status" label="状态">
        <Select id="f-status" name="status" defaultValue={query.status}>
          {STATUSES.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <div className="col-span-2">
        <Field id="f-q" label="代号、名称或部门">
          <Input id="f-q" name="q" type="search" maxLength={40} defaultValue={query.q ?? ''} />
        </Field>
      </div>
      <p className="flex flex-wrap gap-2 whitespace-nowrap">
        <Button type="submit">筛选</Button>
        <ButtonLink href="/hr/posts" variant="plain">
          清除
        </ButtonLink>
      </p>
    </form>
  );
}
