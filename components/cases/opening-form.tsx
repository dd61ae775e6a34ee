'use client';

import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import type { FormField } from '../../domain/certification/case/form.ts';
import type { OpeningView } from '../../domain/certification/case/opening-view.ts';
import { Alert } from '../ui/alert.tsx';
import { apiFetch } from '../ui/api.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { toast } from '../ui/toast.tsx';
import { FormControl, faultOf } from './form-fields.tsx';
import { check, startOf } from './form-model.ts';
import { PersonPicker } from './person-picker.tsx';
import { useStepForm } from './use-step-form.ts';

function optionsFor(opening: OpeningView, field: FormField) {
  return field.kind === 'post' ? opening.posts : field.kind === 'unit' ? opening.units : undefined;
}

/** The form that opens a case; afterwards the case itself is shown. */
export function OpeningForm({ opening, back }: { opening: OpeningView; back: string }) {
  const router = useRouter();
  const prefix = useId();
  const { form, errors, isSubmitting, failure, setFailure, summary } = useStepForm(
    opening.form,
    startOf(opening.form, opening.values),
  );
  const [leaving, setLeaving] = useState(false);
  const fixed = new Set(opening.fixed.map((field) => field.name));
  const shown = opening.form.filter((field) => !fixed.has(field.name));
  const idOf = (name: string) => `${prefix}-${name}`;
  const submit = form.handleSubmit(async (inputs) => {
    setFailure(null);
    const checked = check(opening.form, inputs);
    if (!checked.ok) return;
    const body = { kind: opening.kind, payload: checked.payload };
    const result = await apiFetch<{ id: string }>('/api/v1/cases', { method: 'POST', body });
    if (!result.ok) return setFailure(result.error);
    setLeaving(true);
    toast(`${opening.label}：已提交`);
    router.push(`/cases/${result.value.id}`);
  });
  const problems = shown.flatMap((field) => {
    const message = faultOf(errors, field.name);
    return message ? [{ fieldId: idOf(field.name), message }] : [];
  });
  return (
    <form
      method="post"
      noValidate
      aria-label={opening.label}
      onSubmit={(event) => void submit(event)}
      className="max-w-2xl space-y-4"
    >
      <ErrorSummary problems={problems} ref={summary} />
      {failure ? (
        <Alert tone="danger" title="没有提交" code={failure.code} ref={summary}>
          {failure.message}
        </Alert>
      ) : null}
      {opening.fixed.length > 0 ? (
        <KeyValues items={opening.fixed.map((field) => ({ label: field.label, value: field.text }))} />
      ) : null}
      {shown.map((field) =>
        field.kind === 'person' ? (
          <PersonPicker
            key={field.name}
            id={idOf(field.name)}
            label={field.label}
            kind={opening.kind}
            error={faultOf(errors, field.name)}
            onPick={(personId) =>
              form.setValue(field.name, personId, { shouldValidate: form.formState.isSubmitted && personId !== '' })
            }
          />
        ) : (
          <FormControl
            key={field.name}
            field={field}
            id={idOf(field.name)}
            error={faultOf(errors, field.name)}
            register={form.register}
            options={optionsFor(opening, field)}
          />
        ),
      )}
      <p className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={isSubmitting || leaving}>
          {opening.label}
        </Button>
        <ButtonLink href={back} variant="plain">
          取消
        </ButtonLink>
      </p>
      <p className="text-ink-2 text-xs">依据：{opening.basis}</p>
    </form>
  );
}
