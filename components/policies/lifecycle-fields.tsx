import type { UseFormReturn } from 'react-hook-form';
import { POST_LEVEL_LABEL, POST_LEVELS } from '../../domain/certification/case/kinds.ts';
import type { LifecycleForm } from '../../domain/policy/lifecycle-form.ts';
import {
  CLEARANCE_KINDS,
  CLEARANCE_LABEL,
  COOLING_OFF_ACCESS,
  COOLING_OFF_ACCESS_LABEL,
} from '../../domain/policy/lifecycle-policy.ts';
import { Field, fieldProps } from '../ui/field.tsx';
import { Checkbox, Select, Textarea, TextField } from '../ui/input.tsx';
import { FormSection, fieldId } from './form-parts.tsx';

type Props = { form: UseFormReturn<LifecycleForm> };

const HIGHEST_FIRST = [...POST_LEVELS].reverse();
const BY_LEVEL = [
  { name: 'review', label: '复审间隔（月）' },
  { name: 'coolingMin', label: '脱密期最短（月）' },
  { name: 'coolingMax', label: '脱密期最长（月）' },
] as const;

/** 复审 and 脱密期 by level. */
export function LevelFields({ form: { register, formState } }: Props) {
  return HIGHEST_FIRST.map((level) => (
    <FormSection key={level} title={`${POST_LEVEL_LABEL[level]}涉密人员`}>
      {BY_LEVEL.map(({ name, label }) => (
        <TextField
          key={name}
          id={fieldId(`${name}.${level}`)}
          label={label}
          inputMode="numeric"
          autoComplete="off"
          error={formState.errors[name]?.[level]?.message}
          {...register(`${name}.${level}`)}
        />
      ))}
    </FormSection>
  ));
}

const LIMITS = [
  { name: 'resultValidDays', label: '岗前考试成绩有效（天）' },
  { name: 'reportWorkdays', label: '重大事项报告（工作日内）' },
  { name: 'travelReturnDays', label: '回国（境）报告（天内）' },
  { name: 'stepDays', label: '每一步办理期限（天）' },
  { name: 'visitMonths', label: '脱密期回访间隔（月）' },
  { name: 'pledgeReadSeconds', label: '承诺书最短阅读（秒）' },
  { name: 'reminderDays', label: '提前几天提醒' },
] as const;

/** Time limits, reminders and what an account may do in the 脱密期. */
export function LimitFields({ form: { register, formState } }: Props) {
  const accessId = fieldId('coolingOffAccess');
  return (
    <FormSection title="时限与权限">
      {LIMITS.map(({ name, label }) => (
        <TextField
          key={name}
          id={fieldId(name)}
          label={label}
          autoComplete="off"
          error={formState.errors[name]?.message}
          {...register(name)}
        />
      ))}
      <Field id={accessId} label="离职后脱密期内的账号">
        <Select {...fieldProps(accessId, {})} {...register('coolingOffAccess')}>
          {COOLING_OFF_ACCESS.map((access) => (
            <option key={access} value={access}>
              {COOLING_OFF_ACCESS_LABEL[access]}
            </option>
          ))}
        </Select>
      </Field>
      <div>
        <Checkbox id={fieldId('suspendOnExam')} label="年度考试不合格时提出暂停接触" {...register('suspendOnExam')} />
        <Checkbox
          id={fieldId('suspendOnOverdue')}
          label="年度教育逾期时提出暂停接触"
          {...register('suspendOnOverdue')}
        />
      </div>
    </FormSection>
  );
}

/** What is handed back on leaving, one item a line. */
export function ClearanceFields({ form: { register, formState } }: Props) {
  return (
    <FormSection title="清退清单" help="每行一项；办理时可以按实际增加。">
      {CLEARANCE_KINDS.map((kind) => {
        const id = fieldId(`clearance.${kind}`);
        const error = formState.errors.clearance?.[kind]?.message;
        return (
          <Field key={kind} id={id} label={CLEARANCE_LABEL[kind]} error={error}>
            <Textarea rows={5} {...fieldProps(id, { error })} {...register(`clearance.${kind}`)} />
          </Field>
        );
      })}
    </FormSection>
  );
}
