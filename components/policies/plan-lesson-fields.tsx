import { type UseFormReturn, useWatch } from 'react-hook-form';
import type { LessonUse, PlanForm } from '../../domain/policy/plan-form.ts';
import type { PolicyChoices } from '../../domain/policy/policy-view.ts';
import { fieldId } from './form-parts.tsx';

type Lesson = PolicyChoices['lessons'][number];

const USES = [
  { use: 'required', label: '必修' },
  { use: 'elective', label: '选修' },
] as const satisfies readonly { use: LessonUse; label: string }[];

/** Lessons that are offered, and below them those a rule still names though they are gone. */
function byModule(lessons: readonly Lesson[], used: readonly string[]): [string, readonly Lesson[]][] {
  const offered = new Set(lessons.map(({ id }) => id));
  const gone = used
    .filter((id) => !offered.has(id))
    .map((id) => ({ id, label: id, module: '已不在课程目录中', minutes: 0 }));
  const modules = new Map<string, Lesson[]>();
  for (const lesson of [...lessons, ...gone]) {
    modules.set(lesson.module, [...(modules.get(lesson.module) ?? []), lesson]);
  }
  return [...modules];
}

function LessonRow({ lesson, use, onUse }: { lesson: Lesson; use: LessonUse; onUse: (use: LessonUse) => void }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 border-line border-t py-0.5 first:border-t-0">
      <span className="min-w-40 flex-1 text-sm">
        {lesson.label}
        {lesson.minutes > 0 ? <span className="ml-1 text-ink-2">{lesson.minutes} 分钟</span> : null}
      </span>
      <span className="flex gap-4">
        {USES.map((one) => (
          <label key={one.use} className="flex min-h-8 items-center gap-1.5 text-sm">
            <input
              type="checkbox"
              aria-label={`${lesson.label}：${one.label}`}
              className="size-4.5 accent-primary"
              checked={use === one.use}
              onChange={(event) => onUse(event.target.checked ? one.use : 'none')}
            />
            {one.label}
          </label>
        ))}
      </span>
    </li>
  );
}

/** Each lesson of the curriculum as 必修, 选修 or neither, with the minutes that come together. */
export function PlanLessonFields({ form, lessons }: { form: UseFormReturn<PlanForm>; lessons: readonly Lesson[] }) {
  const uses = useWatch({ control: form.control, name: 'lessons' });
  const minutes = (use: LessonUse) =>
    lessons.reduce((sum, lesson) => sum + (uses[lesson.id] === use ? lesson.minutes : 0), 0);
  return (
    <fieldset id={fieldId('lessons')} className="space-y-2 border-line border-t pt-3">
      <legend className="float-left mb-1 w-full font-semibold">课程</legend>
      <p role="status" className="clear-both text-ink-2 text-sm">
        必修课合计 {minutes('required')} 分钟，选修课合计 {minutes('elective')}{' '}
        分钟。必修课不论学时多少都要学完，选修课只计入学时。
      </p>
      <div className="grid gap-x-8 gap-y-3 lg:grid-cols-2">
        {byModule(lessons, Object.keys(uses)).map(([module, own]) => (
          <div key={module}>
            <p className="font-medium text-ink-2 text-sm">{module}</p>
            <ul>
              {own.map((lesson) => (
                <LessonRow
                  key={lesson.id}
                  lesson={lesson}
                  use={uses[lesson.id] ?? 'none'}
                  onUse={(use) => form.setValue(`lessons.${lesson.id}`, use, { shouldDirty: true })}
                />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
