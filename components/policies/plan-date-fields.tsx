import type { UseFormReturn } from 'react-hook-form';
import type { PlanForm } from '../../domain/policy/plan-form.ts';
import { Field, fieldProps } from '../ui/field.tsx';
import { Select, TextField } from '../ui/input.tsx';
import { FormSection, fieldId } from './form-parts.tsx';

type Props = { form: UseFormReturn<PlanForm>; isEvent: boolean; years: readonly number[] };

/** From which year the rule holds, by when a plan is done, and when people are reminded. */
export function PlanDateFields({ form, isEvent, years }: Props) {
  const { register, formState } = form;
  const { errors } = formState;
  const yearId = fieldId('effectiveFromYear');
  const yearHelp = '本年度起：未达标人员改按新规则；下年度起：本年度不变。';
  return (
    <FormSection title="期限与提醒">
      <Field id={yearId} label="从哪个年度起执行" help={yearHelp} error={errors.effectiveFromYear?.message}>
        <Select
          {...fieldProps(yearId, { help: yearHelp, error: errors.effectiveFromYear?.message })}
          {...register('effectiveFromYear')}
        >
          {years.map((year) => (
            <option key={year} value={year}>
              {year} 年度
            </option>
          ))}
        </Select>
      </Field>
      {isEvent ? (
        <TextField
          id={fieldId('dueDays')}
          label="开始后多少天内完成"
          inputMode="numeric"
          autoComplete="off"
          error={errors.dueDays?.message}
          {...register('dueDays')}
        />
      ) : (
        <TextField
          id={fieldId('dueMonthDay')}
          label="每年完成期限（月-日）"
          help="如 12-31。"
          autoComplete="off"
          error={errors.dueMonthDay?.message}
          {...register('dueMonthDay')}
        />
      )}
      <TextField
        id={fieldId('reminderDays')}
        label="提前几天提醒"
        help="用顿号分开，如 30、7、1；不提醒则留空。"
        autoComplete="off"
        error={errors.reminderDays?.message}
        {...register('reminderDays')}
      />
    </FormSection>
  );
}
