'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef } from 'react';
import { useForm } from 'react-hook-form';
import { PlanForm, planFromForm, planToForm } from '../../domain/policy/plan-form.ts';
import { isEventPlan, type PlanPolicy } from '../../domain/policy/plan-policy.ts';
import type { DraftView, PolicyChoices } from '../../domain/policy/policy-view.ts';
import { Button } from '../ui/button.tsx';
import { Field, fieldProps } from '../ui/field.tsx';
import { Textarea, TextField } from '../ui/input.tsx';
import { FormProblems, FormSection, fieldId, problemsOf } from './form-parts.tsx';
import { PlanDateFields } from './plan-date-fields.tsx';
import { PlanExamFields } from './plan-exam-fields.tsx';
import { PlanHoursFields } from './plan-hours-fields.tsx';
import { PlanLessonFields } from './plan-lesson-fields.tsx';
import { useSaveDraft } from './use-save-draft.ts';

type Props = { draft: DraftView; policy: PlanPolicy; choices: PolicyChoices; onDirty: (dirty: boolean) => void };

const NAMES = [
  { name: 'title', label: '计划名称' },
  { name: 'certificateTitle', label: '合格证明名称' },
  { name: 'certificateValidMonths', label: '证明有效期（月）' },
] as const;

const TEXTS = [
  { name: 'basis', label: '依据', help: '写明法律条文、上级文件或本单位制度；会显示给每个人。', optional: false },
  { name: 'note', label: '修改说明', help: '给批准人看：为什么改。', optional: true },
] as const;

/** The rule of a plan being written; saving keeps it a draft, whatever it says. */
export function PlanDraftForm({ draft, policy, choices, onDirty }: Props) {
  const summary = useRef<HTMLDivElement>(null);
  const { save, failure } = useSaveDraft(draft.id, draft.seen);
  const form = useForm<PlanForm>({
    resolver: zodResolver(PlanForm),
    defaultValues: planToForm(policy, draft.note),
    shouldFocusError: false,
  });
  const { register, handleSubmit, formState } = form;
  const { errors, isDirty, isSubmitting, submitCount } = formState;
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  useEffect(() => {
    if (submitCount > 0 && !isSubmitting) summary.current?.focus();
  }, [submitCount, isSubmitting]);
  const offered = choices.lessons.map(({ id }) => id);
  const submit = handleSubmit((values) => save({ spec: planFromForm(values, policy, offered), note: values.note }));
  const years = [...new Set([...choices.years, policy.effectiveFromYear])].sort();

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
      <FormProblems problems={problemsOf(errors)} failure={failure} ref={summary} />
      <PlanHoursFields form={form} />
      <PlanLessonFields form={form} lessons={choices.lessons} />
      <PlanExamFields form={form} blueprints={choices.blueprints} />
      <PlanDateFields form={form} isEvent={isEventPlan(policy.planKind)} years={years} />
      <FormSection title="名称与证明">
        {NAMES.map(({ name, label }) => (
          <TextField
            key={name}
            id={fieldId(name)}
            label={label}
            autoComplete="off"
            error={errors[name]?.message}
            {...register(name)}
          />
        ))}
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
