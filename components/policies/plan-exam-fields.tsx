import { type UseFormReturn, useWatch } from 'react-hook-form';
import type { PlanForm } from '../../domain/policy/plan-form.ts';
import type { PolicyChoices } from '../../domain/policy/policy-view.ts';
import { Field, fieldProps } from '../ui/field.tsx';
import { Checkbox, Select, TextField } from '../ui/input.tsx';
import { FormSection, fieldId } from './form-parts.tsx';

const MARKS = [
  { name: 'passMark', label: '及格线（分）' },
  { name: 'attemptsMax', label: '考试次数' },
  { name: 'coolDownHours', label: '两次考试间隔（小时）' },
] as const;

type Props = { form: UseFormReturn<PlanForm>; blueprints: PolicyChoices['blueprints'] };

/** Whether there is an exam, by which paper, and by whose marks. */
export function PlanExamFields({ form, blueprints }: Props) {
  const { register, control, formState } = form;
  const [blueprintId, hasOwnExam] = useWatch({ control, name: ['blueprintId', 'hasOwnExam'] });
  const paper = blueprints.find(({ id }) => id === blueprintId);
  const id = fieldId('blueprintId');
  const help = paper ? `组卷要求：${paper.facts}` : '学完课程、达到学时即达标。';
  return (
    <FormSection title="考试">
      <Field id={id} label="组卷要求" help={help}>
        <Select {...fieldProps(id, { help })} {...register('blueprintId')}>
          <option value="">不考试</option>
          {blueprints.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </Select>
      </Field>
      {blueprintId === '' ? null : (
        <div>
          <Checkbox id={fieldId('lessonsBeforeExam')} label="学完必修课才能考试" {...register('lessonsBeforeExam')} />
          <Checkbox id={fieldId('hasOwnExam')} label="另定及格线、次数和间隔" {...register('hasOwnExam')} />
        </div>
      )}
      {blueprintId !== '' && hasOwnExam
        ? MARKS.map(({ name, label }) => (
            <TextField
              key={name}
              id={fieldId(name)}
              label={label}
              inputMode="numeric"
              autoComplete="off"
              error={formState.errors[name]?.message}
              {...register(name)}
            />
          ))
        : null}
    </FormSection>
  );
}
