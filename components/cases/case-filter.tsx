import { CASE_KIND_LABEL, CASE_KINDS } from '../../domain/certification/case/kinds.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input, Select } from '../ui/input.tsx';
import { CASE_STATUSES, type CaseQuery, STATUS_LABEL } from './case-query.ts';

/** A plain form: every choice ends up in the address and works without scripts. */
export function CaseFilter({ query }: { query: CaseQuery }) {
  return (
    <form
      method="get"
      action="/hr/cases"
      aria-label="筛选"
      className="no-print grid grid-cols-2 items-end gap-x-3 gap-y-2 rounded border border-line bg-surface px-4 py-3 lg:flex lg:flex-wrap lg:*:min-w-40"
    >
      <Field id="f-kind" label="事项">
        <Select id="f-kind" name="kind" defaultValue={query.kind ?? ''}>
          <option value="">全部</option>
          {CASE_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {CASE_KIND_LABEL[kind]}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="f-status" label="状态">
        <Select id="f-status" name="status" defaultValue={query.status}>
          {CASE_STATUSES.map((status) => (
            <option key={status} value={status}>
              {STATUS_LABEL[status]}
            </option>
          ))}
        </Select>
      </Field>
      <div className="col-span-2">
        <Field id="f-q" label="姓名、工号、编号或岗位">
          <Input id="f-q" name="q" type="search" maxLength={40} defaultValue={query.q ?? ''} />
        </Field>
      </div>
      <p className="flex flex-wrap gap-2 whitespace-nowrap">
        <Button type="submit">筛选</Button>
        <ButtonLink href="/hr/cases" variant="plain">
          清除
        </ButtonLink>
      </p>
    </form>
  );
}
