import { z } from 'zod';

/** One field of a step's form. The description is all there is: schema, page and PDF are made from it. */
export type FormField = {
  readonly name: string;
  readonly label: string;
  readonly kind:
    | 'text'
    | 'textarea'
    | 'date'
    | 'datetime'
    | 'select'
    | 'checkbox'
    | 'number'
    | 'person'
    | 'post'
    | 'unit';
  readonly required?: false;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly help?: string;
  readonly max?: number;
  readonly min?: number;
  /** Shown to 人事部门 and 保密办 alone (reasons of a refusal, 实施条例 2024 第 50 条 review material). */
  readonly restricted?: true;
};

export type FormValues = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * No control signs but line breaks, so that no log line can be forged with one; and no marks that turn the direction of
 * the text after them, which would make a paper read otherwise than it was signed.
 */
const PLAIN = /^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u;
const PLAIN_LINES = /^(?:[^\p{Cc}\u202a-\u202e\u2066-\u2069]|[\n\r\t])*$/u;

function tooShort(field: FormField): string {
  const min = field.min ?? 1;
  return min > 1 ? `请填写${field.label}，至少 ${min} 个字` : `请填写${field.label}`;
}

function textOf(field: FormField, pattern: RegExp, max: number) {
  return z
    .string()
    .trim()
    .min(field.required === false ? 0 : (field.min ?? 1), tooShort(field))
    .max(field.max ?? max, `${field.label}最多 ${field.max ?? max} 字`)
    .regex(pattern, `${field.label}含有不能保存的控制字符`);
}

/** Years the database and every calendar agree on; a slip of the pen is no date. */
const isInReach = (text: string) => text >= '1900' && text < '2200';

/** Nothing given and nothing that can be read are two faults. */
const faultOf = (field: FormField, unreadable: string) => ({
  abort: true,
  error: ({ input }: { readonly input?: unknown }) => (input ? unreadable : `请填写${field.label}`),
});

function dayOf(field: FormField) {
  const unreadable = '请填写有效的日期';
  return z.iso.date(faultOf(field, unreadable)).refine(isInReach, unreadable);
}

function instantOf(field: FormField) {
  const unreadable = '请填写有效的日期和时间';
  return z.iso
    .datetime({ offset: true, ...faultOf(field, unreadable) })
    .refine((text) => isInReach(text) && !Number.isNaN(Date.parse(text)), unreadable);
}

function valueSchema(field: FormField): z.ZodType<string | number | boolean> {
  switch (field.kind) {
    case 'text':
      return textOf(field, PLAIN, 200);
    case 'textarea':
      return textOf(field, PLAIN_LINES, 2000);
    case 'date':
      return dayOf(field);
    case 'datetime':
      return instantOf(field);
    case 'select':
      return z.enum(
        (field.options ?? []).map((option) => option.value),
        { error: `请选择${field.label}` },
      );
    case 'checkbox':
      return field.required === false ? z.boolean() : z.literal(true, { error: `请确认：${field.label}` });
    case 'number':
      return z.coerce
        .number({ error: `请填写${field.label}` })
        .int(`${field.label}请填写整数`)
        .min(field.min ?? 0, `${field.label}不能小于 ${field.min ?? 0}`)
        .max(field.max ?? 100_000, `${field.label}不能大于 ${field.max ?? 100_000}`);
    case 'person':
    case 'post':
    case 'unit':
      return z.guid({ error: `请选择${field.label}` });
  }
}

/** Empty inputs of a page arrive as empty text and mean "not given". */
const emptyAsAbsent = (value: unknown) => (value === '' || value === null ? undefined : value);

/** The schema of a form; unknown names are refused. */
export function schemaOf(fields: readonly FormField[]): z.ZodType<FormValues> {
  const shape = Object.fromEntries(
    fields.map((field) => {
      const value = valueSchema(field);
      return [field.name, field.required === false ? z.preprocess(emptyAsAbsent, value.optional()) : value];
    }),
  );
  return z.strictObject(shape) as unknown as z.ZodType<FormValues>;
}

/** A stored value as a person reads it. */
export function valueText(field: FormField, value: unknown): string {
  if (value === undefined || value === null || value === '') return '—';
  if (field.kind === 'select') return field.options?.find((option) => option.value === value)?.label ?? String(value);
  if (field.kind === 'checkbox') return value === true ? '是' : '否';
  return String(value);
}
