import { SESSION_MODE_LABEL, SESSION_MODES } from '../../domain/hours/sessions/session-form.ts';
import type { SessionQueryValues } from '../../domain/hours/sessions/session-query.ts';
import { SESSION_STATE_LABEL, SESSION_STATES } from '../../domain/hours/sessions/session-state.ts';
import type { UnitOption } from '../../domain/people/dashboard-view.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input, Select } from '../ui/input.tsx';

const YEARS_BACK = 5;

type SessionFilterProps = {
  query: SessionQueryValues;
  units: readonly UnitOption[];
  thisYear: number;
};

type Choice = { readonly value: string | number; readonly label: string };

function Choices({
  id,
  name,
  label,
  value,
  choices,
}: Record<'id' | 'name' | 'label', string> & { value: string; choices: readonly Choice[] }) {
  return (
    <Field id={id} label={label}>
      <Select id={id} name={name} defaultValue={value} className="lg:max-w-52">
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
export function SessionFilter({ query, units, thisYear }: SessionFilterProps) {
  const years = Array.from({ length: YEARS_BACK + 1 }, (_, i) => thisYear - i);
  return (
    <form
      method="get"
      action="/hr/sessions"
      aria-label="筛选"
      className="no-print grid grid-cols-2 items-end gap-x-3 gap-y-2 rounded border border-line bg-surface px-4 py-3 md:grid-cols-3 lg:flex lg:flex-wrap lg:*:min-w-28"
    >
      <Field id="f-q" label="名称、地点或授课人">
        <Input id="f-q" name="q" type="search" maxLength={40} defaultValue={query.q ?? ''} />
      </Field>
      <Choices
        id="f-state"
        name="state"
        label="状态"
        value={query.state ?? ''}
        choices={SESSION_STATES.map((value) => ({ value, label: SESSION_STATE_LABEL[value] }))}
      />
      <Choices
        id="f-mode"
        name="mode"
        label="方式"
        value={query.mode ?? ''}
        choices={SESSION_MODES.map((value) => ({ value, label: SESSION_MODE_LABEL[value] }))}
      />
      <Choices
        id="f-unit"
        name="unit"
        label="组织单位"
        value={query.unit ?? ''}
        choices={units.map((unit) => ({ value: unit.id, label: `${'　'.repeat(unit.depth)}${unit.name}` }))}
      />
      <Choices
        id="f-year"
        name="year"
        label="年度"
        value={String(query.year ?? '')}
        choices={years.map((year) => ({ value: year, label: String(year) }))}
      />
      <p className="flex flex-wrap gap-2 whitespace-nowrap">
        <Button type="submit">筛选</Button>
        <ButtonLink href="/hr/sessions" variant="plain">
          清除
        </ButtonLink>
      </p>
    </form>
  );
}
