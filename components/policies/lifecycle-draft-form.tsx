'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef } from 'react';
import { useForm } from 'react-hook-form';
import { LifecycleForm, lifecycleFromForm, lifecycleToForm } from '../../domain/policy/lifecycle-form.ts';
import type { LifecyclePolicy } from '../../domain/policy/lifecycle-policy.ts';
import type { DraftView } from '../../domain/policy/policy-view.ts';
import { Button } from '../ui/button.tsx';
import { Field, fieldProps } from '../ui/field.tsx';
import { Textarea, TextField } from '../ui/input.tsx';
import { FormProblems, FormSection, fieldId, problemsOf } from './form-parts.tsx';
import { ClearanceFields, LevelFields, LimitFields } from './lifecycle-fields.tsx';
import { useSaveDraft } from './use-save-draft.ts';

type Props = { draft: DraftView; policy: LifecyclePolicy; today: string; onDirty: (dirty: boolean) => void };

const TEXTS = [
  { name: 'basis', label: '依据', help: '写明法律条文、上级文件或本单位制度。', optional: false },
  { name: 'note', label: '修改说明', help: '给批准人看：为什么改。', optional: true },
] as const;

/** The rules of the life-cycle being written; saving keeps them a draft, whatever they say. */
export function LifecycleDraftForm({ draft, policy, today, onDirty }: Props) {
  const summary = useRef<HTMLDivElement>(null);
  const { save, failure } = useSaveDraft(draft.id, draft.seen);
  const form = useForm<LifecycleForm>({
    resolver: zodResolver(LifecycleForm),
    defaultValues: lifecycleToForm(policy, draft.effectiveFrom, draft.note),
    shouldFocusError: false,
  });
  const { register, handleSubmit, formState } = form;
  const { errors, isDirty, isSubmitting, submitCount } = formState;
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  useEffect(() => {
    if (submitCount > 0 && !isSubmitting) summary.current?.focus();
  }, [submitCount, isSubmitting]);
  const submit = handleSubmit((values) =>
    save({ spec: lifecycleFromForm(values), note: values.note, effectiveFrom: values.effectiveFrom }),
  );

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
      <FormProblems problems={problemsOf(errors)} failure={failure} ref={summary} />
      <LevelFields form={form} />
      <LimitFields form={form} />
      <ClearanceFields form={form} />
      <FormSection title="执行">
        <TextField
          id={fieldId('effectiveFrom')}
          type="date"
          min={today}
          label="从哪天起执行"
          help="不早于今天；已经确定的脱密期和已办的步骤不变。"
          error={errors.effectiveFrom?.message}
          {...register('effectiveFrom')}
        />
      </FormSection>
      {TEXTS.map(({ name, label, help, optional }) => (
        <Field
          key={name}
          id={fieldId(name)}
          label={label}
          help={help}
          error={errors[name]?.message}
          optional={optional}
        >
          <Textarea
            rows={name === 'basis' ? 5 : 2}
            {...fieldProps(fieldId(name), { help, error: errors[name]?.message })}
            {...register(name)}
          />
        </Field>
      ))}
      <Button type="submit" variant="primary" busy={isSubmitting}>
        {isSubmitting ? '正在保存…' : '保存草稿'}
      </Button>
    </form>
  );
}
