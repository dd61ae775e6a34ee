import type { UseFormReturn } from 'react-hook-form';
import { TOPICS } from '../../domain/learning/lesson-ast.ts';
import type { PlanForm } from '../../domain/policy/plan-form.ts';
import { TextField } from '../ui/input.tsx';
import { FormSection, fieldId } from './form-parts.tsx';

const BASE_FIELDS = [
  { name: 'hours', label: '要求学时', help: '一位小数，如 4.0。' },
  { name: 'minutesPerHour', label: '1 学时等于多少分钟', help: '通常 45 分钟。' },
  {
    name: 'unitOrganisedPercent',
    label: '本单位集中组织的占比（%）',
    help: '不要求填 0；科研单位常见 40。',
  },
] as const;

/** 学时, the share of 集中培训 and the least hours of each statutory topic. */
export function PlanHoursFields({ form }: { form: UseFormReturn<PlanForm> }) {
  const { register, formState } = form;
  const { errors } = formState;
  return (
    <>
      <FormSection title="学时">
        {BASE_FIELDS.map(({ name, label, help }) => (
          <TextField
            key={name}
            id={fieldId(name)}
            label={label}
            help={help}
            inputMode="decimal"
            autoComplete="off"
            error={errors[name]?.message}
            {...register(name)}
          />
        ))}
      </FormSection>
      <FormSection
        title="各内容的最低学时"
        help="实施条例（2024）第九条列出的五类内容。不单独要求的留空；一门课涉及几类内容时平均计入。"
      >
        {TOPICS.map((topic) => (
          <TextField
            key={topic}
            id={fieldId(`topics.${topic}`)}
            label={topic}
            optional
            inputMode="decimal"
            autoComplete="off"
            error={errors.topics?.[topic]?.message}
            {...register(`topics.${topic}`)}
          />
        ))}
      </FormSection>
    </>
  );
}
