import { DIFFICULTIES, difficultyText, ITEM_TYPE_LABEL } from '../../domain/assessment/item.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Select } from '../ui/input.tsx';

export const POOL_LABEL = { exam: '考试题', practice: '练习题', check: '检查题' } as const;

type ItemFilterProps = {
  values: Readonly<Record<'pool' | 'type' | 'difficulty' | 'lesson' | 'flag', string>>;
  lessons: readonly { readonly id: string; readonly label: string }[];
};

/** A plain form: the filter stands in the address, so that it can be kept and passed on. */
export function ItemFilter({ values, lessons }: ItemFilterProps) {
  return (
    <form method="get" className="mb-3 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-6">
      <Field id="pool" label="题库">
        <Select id="pool" name="pool" defaultValue={values.pool}>
          <option value="">全部</option>
          {Object.entries(POOL_LABEL).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="type" label="题型">
        <Select id="type" name="type" defaultValue={values.type}>
          <option value="">全部</option>
          {Object.entries(ITEM_TYPE_LABEL).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="difficulty" label="难度">
        <Select id="difficulty" name="difficulty" defaultValue={values.difficulty}>
          <option value="">全部</option>
          {DIFFICULTIES.map((level) => (
            <option key={level} value={level}>
              {difficultyText(level)}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="lesson" label="课程">
        <Select id="lesson" name="lesson" defaultValue={values.lesson}>
          <option value="">全部</option>
          {lessons.map((lesson) => (
            <option key={lesson.id} value={lesson.id}>
              {lesson.label}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="flag" label="提示">
        <Select id="flag" name="flag" defaultValue={values.flag}>
          <option value="">全部</option>
          <option value="any">只看需复核的</option>
        </Select>
      </Field>
      <p className="flex gap-2">
        <Button type="submit" variant="primary">
          筛选
        </Button>
        <ButtonLink href="/office/items" variant="plain">
          清除
        </ButtonLink>
      </p>
    </form>
  );
}
