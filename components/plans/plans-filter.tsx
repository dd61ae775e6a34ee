import { CAUSE_LABEL, EXEMPTION_CAUSES, EXEMPTION_KINDS, EXEMPTION_LABEL } from '../../domain/people/exemption.ts';
import { type PlansQuery, plansHref } from '../../domain/people/exemption-view.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Select } from '../ui/input.tsx';

type Choice = { readonly value: string | number; readonly label: string };
type ChoicesProps = { name: string; label: string; value: string | number | undefined; choices: readonly Choice[] };

function Choices({ name, label, value, choices }: ChoicesProps) {
  return (
    <Field id={`f-${name}`} label={label}>
      <Select id={`f-${name}`} name={name} defaultValue={value ?? ''}>
        <option value="">全部</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** A plain form: every choice ends up in the address and works without scripts. */
export function PlansFilter({ query, years }: { query: PlansQuery; years: readonly number[] }) {
  return (
    <form
      method="get"
      action="/hr/plans"
      aria-label="筛选"
      className="no-print grid grid-cols-2 items-end gap-x-3 gap-y-2 rounded border border-line bg-surface px-4 py-3 lg:flex lg:flex-wrap lg:*:min-w-28"
    >
      <input type="hidden" name="view" value={query.view} />
      <Choices
        name="year"
        label="年度"
        value={query.year}
        choices={years.map((year) => ({ value: year, label: String(year) }))}
      />
      {query.view === 'by-hand' ? null : (
        <>
          <Choices
            name="kind"
            label="类型"
            value={query.kind}
            choices={EXEMPTION_KINDS.map((value) => ({ value, label: EXEMPTION_LABEL[value] }))}
          />
          <Choices
            name="cause"
            label="情形"
            value={query.cause}
            choices={EXEMPTION_CAUSES.map((value) => ({ value, label: CAUSE_LABEL[value] }))}
          />
        </>
      )}
      <p className="flex flex-wrap gap-2 whitespace-nowrap">
        <Button type="submit">筛选</Button>
        <ButtonLink href={plansHref({ view: query.view })} variant="plain">
          清除
        </ButtonLink>
      </p>
    </form>
  );
}
