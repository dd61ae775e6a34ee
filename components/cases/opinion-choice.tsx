import { CircleAlert } from 'lucide-react';
import type { UseFormRegisterReturn } from 'react-hook-form';

type OpinionChoiceProps = {
  id: string;
  label: string;
  options: readonly { readonly value: string; readonly label: string }[];
  error: string | undefined;
  registered: UseFormRegisterReturn;
};

/** Agree or not as two large targets side by side. */
export function OpinionChoice({ id, label, options, error, registered }: OpinionChoiceProps) {
  return (
    <fieldset className="space-y-1" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="font-medium text-sm">{label}</legend>
      <div className="grid grid-cols-2 gap-3 sm:max-w-md">
        {options.map((option, index) => (
          <label
            key={option.value}
            className="flex min-h-12 items-center gap-2 whitespace-nowrap rounded border border-edge bg-surface px-3 py-2 font-medium sm:px-4 hover:border-primary has-checked:border-primary has-checked:bg-primary-tint has-focus-visible:outline-2 has-focus-visible:outline-primary has-focus-visible:outline-offset-2"
          >
            <input
              {...registered}
              id={index === 0 ? id : undefined}
              type="radio"
              value={option.value}
              className="size-4.5 shrink-0 accent-primary"
            />
            {option.label}
          </label>
        ))}
      </div>
      {error ? (
        <p id={`${id}-error`} className="flex items-start gap-1 text-seal text-sm">
          <CircleAlert aria-hidden className="mt-[0.2em] size-4 shrink-0" />
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
