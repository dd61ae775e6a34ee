'use client';

import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { Field, fieldProps } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';

type PasswordFieldProps = Omit<ComponentProps<'input'>, 'type'> & { id: string; label: string; error?: string };

/** A password that can be pasted, kept by a password manager, and shown on request. */
export function PasswordField({ id, label, error, ...rest }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field id={id} label={label} error={error}>
      <div className="relative">
        <Input
          {...rest}
          {...fieldProps(id, { error })}
          type={shown ? 'text' : 'password'}
          autoCapitalize="none"
          spellCheck={false}
          className="pr-11"
        />
        <button
          type="button"
          aria-pressed={shown}
          aria-label={`显示${label}`}
          onClick={() => setShown(!shown)}
          className="absolute inset-y-0 right-0 grid w-10 place-items-center rounded text-ink-2 hover:text-primary"
        >
          <Icon aria-hidden className="size-4.5" />
        </button>
      </div>
    </Field>
  );
}
