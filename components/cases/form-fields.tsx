'use client';

import type { FieldErrors, UseFormRegister } from 'react-hook-form';
import type { FormField } from '../../domain/certification/case/form.ts';
import type { Choice } from '../../domain/certification/case/opening-view.ts';
import { Field, fieldProps } from '../ui/field.tsx';
import { Checkbox, Input, Select, Textarea } from '../ui/input.tsx';
import type { Inputs } from './form-model.ts';
import { OpinionChoice } from './opinion-choice.tsx';

const TEXT_MAX = 200;
const TEXTAREA_MAX = 2000;
const LONG_TEXT = 1000;

type OneProps = {
  field: FormField;
  id: string;
  error: string | undefined;
  register: UseFormRegister<Inputs>;
  options?: readonly Choice[];
};

function Choose({ field, id, error, register, options }: OneProps) {
  const optional = field.required === false;
  return (
    <Field id={id} label={field.label} help={field.help} error={error} optional={optional}>
      <Select {...register(field.name)} {...fieldProps(id, { help: field.help, error })}>
        <option value="">{optional ? '不填' : '请选择'}</option>
        {(options ?? []).map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function LongText({ field, id, error, register }: OneProps) {
  const max = field.max ?? TEXTAREA_MAX;
  return (
    <Field id={id} label={field.label} help={field.help} error={error} optional={field.required === false}>
      <Textarea
        {...register(field.name)}
        {...fieldProps(id, { help: field.help, error })}
        rows={max >= LONG_TEXT ? 5 : 3}
        maxLength={max}
      />
    </Field>
  );
}

const INPUT_TYPE = { text: 'text', date: 'date', datetime: 'datetime-local', number: 'number' } as const;

function Line({ field, id, error, register }: OneProps) {
  const type = INPUT_TYPE[field.kind as keyof typeof INPUT_TYPE];
  const limits =
    type === 'number'
      ? { min: field.min ?? 0, max: field.max }
      : type === 'text'
        ? { maxLength: field.max ?? TEXT_MAX }
        : {};
  return (
    <Field id={id} label={field.label} help={field.help} error={error} optional={field.required === false}>
      <Input
        {...register(field.name)}
        {...fieldProps(id, { help: field.help, error })}
        {...limits}
        type={type}
        autoComplete="off"
        className={type === 'text' ? undefined : 'sm:max-w-60'}
      />
    </Field>
  );
}

/** The control a field of a case's form is filled in with. */
export function FormControl(props: OneProps) {
  const { field, id, error, register } = props;
  switch (field.kind) {
    case 'checkbox':
      return <Checkbox {...register(field.name)} id={id} label={field.label} error={error} />;
    case 'textarea':
      return <LongText {...props} />;
    case 'select':
      if (field.name === 'opinion') {
        const { label, options = [] } = field;
        return <OpinionChoice id={id} label={label} options={options} error={error} registered={register('opinion')} />;
      }
      return <Choose {...props} options={field.options ?? []} />;
    case 'post':
    case 'unit':
      return <Choose {...props} />;
    default:
      return <Line {...props} />;
  }
}

export function faultOf(errors: FieldErrors<Inputs>, name: string): string | undefined {
  const message = errors[name]?.message;
  return typeof message === 'string' ? message : undefined;
}
