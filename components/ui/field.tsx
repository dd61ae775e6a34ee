import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

type Hints = { help?: ReactNode; error?: string };

/** Spread onto the control: ties it to its label, help and error for everyone who does not see them side by side. */
export function fieldProps(id: string, { help, error }: Hints) {
  const describedBy = [error && `${id}-error`, help && `${id}-help`].filter(Boolean).join(' ');
  return { id, 'aria-invalid': error ? true : undefined, 'aria-describedby': describedBy || undefined } as const;
}

type FieldProps = Hints & { id: string; label: ReactNode; optional?: boolean; children: ReactNode };

/** Label above, help below, error beside the control. Fields are required unless marked 选填. */
export function Field({ id, label, help, error, optional, children }: FieldProps) {
  return (
    <div className="space-y-1">
      <label htmlFor={id} className="block font-medium text-sm">
        {label}
        {optional ? <span className="ml-1 font-normal text-ink-2">（选填）</span> : null}
      </label>
      {children}
      {error ? (
        <p id={`${id}-error`} className="flex items-start gap-1 text-seal text-sm">
          <CircleAlert aria-hidden className="mt-[0.2em] size-4 shrink-0" />
          {error}
        </p>
      ) : null}
      {help ? (
        <div id={`${id}-help`} className="text-ink-2 text-xs">
          {help}
        </div>
      ) : null}
    </div>
  );
}
