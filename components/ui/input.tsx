import clsx from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { Field, fieldProps } from './field.tsx';

const CONTROL = clsx(
  'block w-full rounded border border-edge bg-surface px-3 text-base text-ink transition-colors',
  'hover:border-ink-2 disabled:cursor-not-allowed disabled:bg-ground disabled:text-ink-2',
  'aria-invalid:border-seal aria-invalid:border-2',
);

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={clsx(CONTROL, 'h-10', className)} />;
}

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<'textarea'>) {
  return <textarea {...rest} rows={rows} className={clsx(CONTROL, 'py-2', className)} />;
}

export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return <select {...rest} className={clsx(CONTROL, 'h-10 pr-8', className)} />;
}

type Labelled = { label: ReactNode; help?: ReactNode; error?: string; optional?: boolean };
type TextFieldProps = ComponentProps<'input'> & Labelled & { id: string };

/** Label, control, help and error in one; takes react-hook-form's `register` by spread. */
export function TextField({ label, help, error, optional, id, ...rest }: TextFieldProps) {
  return (
    <Field id={id} label={label} help={help} error={error} optional={optional}>
      <Input {...rest} {...fieldProps(id, { help, error })} />
    </Field>
  );
}

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode; error?: string; id: string };

/** The whole line is the target, at least 24 px high. */
export function Checkbox({ label, error, id, className, ...rest }: CheckboxProps) {
  return (
    <div className={className}>
      <label htmlFor={id} className="flex min-h-8 items-start gap-2.5 py-1">
        <input
          {...rest}
          {...fieldProps(id, { error })}
          type="checkbox"
          className="mt-[0.3em] size-4.5 shrink-0 accent-primary"
        />
        <span>{label}</span>
      </label>
      {error ? (
        <p id={`${id}-error`} className="text-seal text-sm">
          {error}
        </p>
      ) : null}
    </div>
  );
}
