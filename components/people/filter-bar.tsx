import type { UnitOption } from '../../domain/people/dashboard-view.ts';
import type { PeopleQuery } from '../../domain/people/progress-filter.ts';
import { CATEGORIES, CATEGORY_LABEL } from '../../domain/people/types.ts';
import { PLAN_KINDS, PLAN_LABEL } from '../../domain/policy/plan-policy.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input, Select } from '../ui/input.tsx';

const STATUS_OPTIONS = [
  ['not-done', '未达标'],
  ['overdue', '已逾期'],
  ['in-progress', '进行中'],
  ['not-started', '未开始'],
  ['done', '已达标'],
  ['exempt', '已免训'],
  ['unassigned', '未列入计划'],
] as const;

type FilterBarProps = {
  action: '/hr' | '/hr/people';
  query: PeopleQuery;
  year: number;
  /** Latest year to offer. */
  thisYear: number;
  today: string;
  units: readonly UnitOption[];
};

const YEARS_BACK = 5;

function Kept({ query, names }: { query: PeopleQuery; names: readonly (keyof PeopleQuery)[] }) {
  return names.map((name) => {
    const value = query[name];
    return value === undefined ? null : <input key={name} type="hidden" name={name} value={String(value)} />;
  });
}

function ListFields({ query }: { query: PeopleQuery }) {
  return (
    <>
      <Field id="f-q" label="姓名、工号或拼音">
        <Input id="f-q" name="q" type="search" maxLength={40} defaultValue={query.q ?? ''} />
      </Field>
      <Field id="f-status" label="状态">
        <Select id="f-status" name="status" defaultValue={query.status ?? ''}>
          <option value="">全部</option>
          {STATUS_OPTIONS.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Kept query={query} names={['exam', 'hoursFrom', 'hoursTo', 'doneBy', 'expiring', 'sort', 'dir', 'size']} />
    </>
  );
}

/** A plain form that stays in sight: every choice ends up in the address and works without scripts. */
export function FilterBar({ action, query, year, thisYear, today, units }: FilterBarProps) {
  const years = [...new Set([year, ...Array.from({ length: YEARS_BACK + 1 }, (_, i) => thisYear - i)])].sort(
    (a, b) => b - a,
  );
  return (
    <form
      method="get"
      action={action}
      aria-label="筛选"
      className="no-print z-[5] grid grid-cols-2 items-end gap-x-3 gap-y-2 rounded border border-line bg-surface px-4 py-3 md:grid-cols-4 lg:sticky lg:top-[calc(var(--spacing-strip)+var(--spacing-bar))] lg:flex lg:flex-wrap lg:*:min-w-28"
    >
      <Field id="f-year" label="年度">
        <Select id="f-year" name="year" defaultValue={year}>
          {years.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="f-unit" label="单位">
        <Select id="f-unit" name="unit" defaultValue={query.unit ?? ''} className="lg:max-w-52">
          <option value="">全部</option>
          {units.map((unit) => (
            <option key={unit.id} value={unit.id}>
              {`${'　'.repeat(unit.depth)}${unit.name}`}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="f-category" label="类别">
        <Select id="f-category" name="category" defaultValue={query.category ?? ''}>
          <option value="">全部</option>
          {CATEGORIES.map((category) => (
            <option key={category} value={category}>
              {CATEGORY_LABEL[category]}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="f-plan" label="计划">
        <Select id="f-plan" name="plan" defaultValue={query.plan ?? ''} className="lg:max-w-52">
          <option value="">全部</option>
          {PLAN_KINDS.map((plan) => (
            <option key={plan} value={plan}>
              {PLAN_LABEL[plan]}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="f-asof" label="截至日期（空为今天）">
        <Input id="f-asof" name="asOf" type="date" max={today} defaultValue={query.asOf ?? ''} />
      </Field>
      {action === '/hr/people' ? <ListFields query={query} /> : null}
      <p className="flex flex-wrap gap-2 whitespace-nowrap">
        <Button type="submit">筛选</Button>
        <ButtonLink href={action} variant="plain">
          清除
        </ButtonLink>
      </p>
    </form>
  );
}
