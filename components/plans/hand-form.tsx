'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { type FieldErrors, type UseFormReturn, useForm } from 'react-hook-form';
import { z } from 'zod';
import type { UnitOption } from '../../domain/people/dashboard-view.ts';
import { FLAG_LABEL, PERSON_FLAGS } from '../../domain/people/types.ts';
import {
  HAND_PLAN_KINDS,
  type HandDone,
  type HandTarget,
  type HandPreview as Preview,
} from '../../domain/policy/plan-by-hand.ts';
import { PLAN_LABEL } from '../../domain/policy/plan-policy.ts';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { ErrorSummary, type FormProblem } from '../ui/error-summary.tsx';
import { Field, fieldProps } from '../ui/field.tsx';
import { Select, Textarea, TextField } from '../ui/input.tsx';
import { toast } from '../ui/toast.tsx';
import { HandPreview } from './hand-preview.tsx';
import { type ChosenPerson, PeopleChoice } from './people-choice.tsx';

const MEETING_MISSING = '请填写会议名称，至少 2 个字。';

const Schema = z
  .strictObject({
    planKind: z.enum(HAND_PLAN_KINDS),
    by: z.enum(['people', 'group']),
    unitId: z.string(),
    flag: z.string(),
    meetingTitle: z.string().trim().max(60),
    meetingOn: z.string(),
    reason: z.string().trim().min(4, '请写明原因，至少 4 个字。').max(200),
  })
  .refine((form) => form.by === 'people' || form.unitId !== '' || form.flag !== '', {
    path: ['unitId'],
    message: '请选择单位或身份。',
  })
  .refine((form) => form.planKind !== 'meeting' || form.meetingTitle.length >= 2, {
    path: ['meetingTitle'],
    message: MEETING_MISSING,
  })
  .refine((form) => form.planKind !== 'meeting' || form.meetingOn !== '', {
    path: ['meetingOn'],
    message: '请选择会议日期。',
  });
type Values = z.infer<typeof Schema>;

const FIELDS = ['planKind', 'by', 'unitId', 'flag', 'meetingTitle', 'meetingOn', 'reason'] as const;

function problemsOf(errors: FieldErrors<Values>, isNobody: boolean): FormProblem[] {
  const found = FIELDS.flatMap((name) => {
    const message = errors[name]?.message;
    return message ? [{ fieldId: `hand-${name}`, message }] : [];
  });
  return isNobody ? [...found, { fieldId: 'hand-people', message: '请至少选择一人。' }] : found;
}

type FieldsProps = { form: UseFormReturn<Values>; units: readonly UnitOption[]; today: string };

function GroupFields({ form: { register, formState }, units }: FieldsProps) {
  const { errors } = formState;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field id="hand-unitId" label="单位（含下级）" error={errors.unitId?.message}>
        <Select {...fieldProps('hand-unitId', { error: errors.unitId?.message })} {...register('unitId')}>
          <option value="">不限单位</option>
          {units.map((unit) => (
            <option key={unit.id} value={unit.id}>
              {`${'　'.repeat(unit.depth)}${unit.name}`}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="hand-flag" label="身份">
        <Select id="hand-flag" {...register('flag')}>
          <option value="">不限身份</option>
          {PERSON_FLAGS.filter((flag) => flag !== 'outside').map((flag) => (
            <option key={flag} value={flag}>
              {FLAG_LABEL[flag]}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

function MeetingFields({ form: { register, formState }, today }: FieldsProps) {
  const { errors } = formState;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        id="hand-meetingTitle"
        label="会议名称"
        maxLength={60}
        help="只写可以公开的名称，不得填写涉密内容。"
        error={errors.meetingTitle?.message}
        {...register('meetingTitle')}
      />
      <TextField
        id="hand-meetingOn"
        label="会议日期"
        type="date"
        min={today}
        error={errors.meetingOn?.message}
        {...register('meetingOn')}
      />
    </div>
  );
}

function targetOf(values: Values, chosen: readonly ChosenPerson[]): HandTarget {
  if (values.by === 'people') return { by: 'people', personIds: chosen.map(({ personId }) => personId) };
  const flag = PERSON_FLAGS.find((known) => known === values.flag) ?? null;
  return { by: 'group', unitId: values.unitId || null, flag };
}

function doneText({ assigned, resumed, already }: HandDone): string {
  const parts = [`已列入 ${assigned} 人`];
  if (resumed > 0) parts.push(`恢复 ${resumed} 人`);
  if (already > 0) parts.push(`${already} 人已有该计划`);
  return parts.join('，');
}

/** What was previewed, and with which values: a change of any of them asks for a new preview. */
type Shown = { readonly preview: Preview; readonly values: Values };

function useHandPlans(chosen: readonly ChosenPerson[], onDone: () => void) {
  const router = useRouter();
  const [shown, setShown] = useState<Shown | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const look = async (values: Values) => {
    setBusy(true);
    const body = { planKind: values.planKind, target: targetOf(values, chosen) };
    const result = await apiFetch<Preview>('/api/v1/hr/plans/preview', { method: 'POST', body });
    setBusy(false);
    setFailure(result.ok ? null : result.error);
    setShown(result.ok ? { preview: result.value, values } : null);
  };
  const carryOut = async () => {
    if (!shown) return;
    const { preview, values } = shown;
    setBusy(true);
    const result = await apiFetch<HandDone>('/api/v1/hr/plans', {
      method: 'POST',
      body: {
        planKind: values.planKind,
        personIds: preview.people.map(({ personId }) => personId),
        reason: values.reason,
        meeting: values.planKind === 'meeting' ? { title: values.meetingTitle, heldOn: values.meetingOn } : null,
        occasionId: preview.occasionId,
      },
    });
    setBusy(false);
    if (!result.ok) return setFailure(result.error);
    setShown(null);
    setFailure(null);
    toast(doneText(result.value));
    onDone();
    router.refresh();
  };
  return { shown, busy, failure, look, carryOut, forget: () => setShown(null) };
}

function dueOf({ preview, values }: Shown): string {
  const isSooner = values.planKind === 'meeting' && values.meetingOn < preview.dueOn;
  return isSooner ? values.meetingOn : preview.dueOn;
}

/** 手工列入计划: kind, people and reason, then a preview by name, then the one step that does it. */
export function HandForm({ units, today }: { units: readonly UnitOption[]; today: string }) {
  const [chosen, setChosen] = useState<readonly ChosenPerson[]>([]);
  const form = useForm<Values>({
    resolver: zodResolver(Schema),
    defaultValues: {
      planKind: 'annual-leader',
      by: 'people',
      unitId: '',
      flag: '',
      meetingTitle: '',
      meetingOn: '',
      reason: '',
    },
  });
  const { register, handleSubmit, watch, formState, reset } = form;
  const { errors, submitCount } = formState;
  const { shown, busy, failure, look, carryOut, forget } = useHandPlans(chosen, () => {
    reset();
    setChosen([]);
  });
  const [planKind, by] = watch(['planKind', 'by']);
  const isNobody = submitCount > 0 && by === 'people' && chosen.length === 0;
  const submit = handleSubmit((values) => {
    if (values.by === 'people' && chosen.length === 0) return;
    return look(values);
  });
  return (
    <form
      method="post"
      noValidate
      className="max-w-3xl space-y-4"
      onChange={forget}
      onSubmit={(event) => void submit(event)}
    >
      <ErrorSummary problems={problemsOf(errors, isNobody)} />
      {failure ? (
        <Alert tone="danger" title="没有列入" code={failure.code}>
          {failure.message}
        </Alert>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id="hand-planKind" label="计划">
          <Select id="hand-planKind" {...register('planKind')}>
            {HAND_PLAN_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {PLAN_LABEL[kind]}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="hand-by" label="对象">
          <Select id="hand-by" {...register('by')}>
            <option value="people">指定人员</option>
            <option value="group">单位或身份</option>
          </Select>
        </Field>
      </div>
      {by === 'group' ? (
        <GroupFields form={form} units={units} today={today} />
      ) : (
        <PeopleChoice
          chosen={chosen}
          onChange={(next) => {
            setChosen(next);
            forget();
          }}
        />
      )}
      {planKind === 'meeting' ? <MeetingFields form={form} units={units} today={today} /> : null}
      <Field id="hand-reason" label="原因" help="会告知本人并写入审计日志。" error={errors.reason?.message}>
        <Textarea
          {...fieldProps('hand-reason', { help: true, error: errors.reason?.message })}
          rows={2}
          maxLength={200}
          {...register('reason')}
        />
      </Field>
      {shown ? (
        <HandPreview preview={shown.preview} dueOn={dueOf(shown)} busy={busy} onCarryOut={() => void carryOut()} />
      ) : (
        <Button type="submit" variant="primary" busy={busy}>
          {busy ? '正在预览…' : '预览名单'}
        </Button>
      )}
    </form>
  );
}
