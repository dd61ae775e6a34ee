import { type FormField, schemaOf } from '../../domain/certification/case/form.ts';

/** What stands in the inputs of a form: text, or for a checkbox whether it is ticked. */
export type Inputs = Record<string, string | boolean>;
export type Payload = Record<string, string | number | boolean>;
export type FieldFaults = Readonly<Record<string, string>>;

/** Offset of the organisation's zone; the inputs of a browser know wall time alone. */
const ZONE_OFFSET = '+08:00';
const WALL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/;

/** Inputs to begin with. Days of things that have been done begin with today, when it is given. */
export function startOf(
  fields: readonly FormField[],
  given: Readonly<Record<string, string>> = {},
  today?: string,
): Inputs {
  return Object.fromEntries(
    fields.map((field) => {
      if (field.kind === 'checkbox') return [field.name, false];
      return [field.name, given[field.name] ?? (field.kind === 'date' ? (today ?? '') : '')];
    }),
  );
}

function sent(field: FormField, value: string | boolean | undefined): string | boolean {
  if (field.kind === 'checkbox') return value === true;
  const text = String(value ?? '');
  if (field.kind !== 'datetime' || !WALL_TIME.test(text)) return text;
  return `${text.length === 16 ? `${text}:00` : text}${ZONE_OFFSET}`;
}

export type Checked =
  | { readonly ok: true; readonly payload: Payload }
  | { readonly ok: false; readonly faults: FieldFaults };

/** The payload a form sends, or what is wrong with each field, by the same schema the server asks. */
export function check(fields: readonly FormField[], inputs: Inputs): Checked {
  const values = Object.fromEntries(fields.map((field) => [field.name, sent(field, inputs[field.name])]));
  const result = schemaOf(fields).safeParse(values);
  const faults: Record<string, string> = {};
  if (!result.success) {
    for (const issue of result.error.issues) {
      const name = String(issue.path[0] ?? '');
      faults[name] ??= issue.message;
    }
  } else if (result.data.opinion === 'disagree' && !result.data.comment && 'comment' in values) {
    faults.comment = '不同意时请写明理由';
  }
  if (Object.keys(faults).length > 0) return { ok: false, faults };
  const payload = Object.fromEntries(
    Object.entries(result.data ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return { ok: true, payload };
}
