import type { Lesson } from '../../../domain/learning/lesson-ast.ts';
import type { ParsedItem } from '../read-items.ts';
import { SOURCE_FILE, type SourceUnit } from '../read-sources.ts';
import { error, type Finding } from './finding.ts';

/** The inventory of the source documents ends here. */
export const UNIT_COUNT = 55;

const unitId = (n: number) => `U${String(n).padStart(2, '0')}`;

function listFaults(units: readonly SourceUnit[], count: number): string[] {
  const ids = units.map((unit) => unit.id);
  const wanted = Array.from({ length: count }, (_, i) => unitId(i + 1));
  const missing = wanted.filter((id) => !ids.includes(id));
  const strange = ids.filter((id) => !wanted.includes(id));
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  return [
    ...(missing.length > 0 ? [`缺少单元 ${missing.join('、')}`] : []),
    ...(strange.length > 0 ? [`多出单元 ${strange.join('、')}`] : []),
    ...(twice.length > 0 ? [`单元 ${twice.join('、')} 写了两次`] : []),
  ];
}

/** Every unit is taught by a lesson and asked by a question, or says why it is dropped; never both. */
export function sourceRules(
  units: readonly SourceUnit[],
  lessons: readonly Pick<Lesson, 'id' | 'units'>[],
  items: readonly ParsedItem[],
  count = UNIT_COUNT,
): Finding[] {
  const taught = new Set(lessons.flatMap((lesson) => lesson.units));
  const asked = new Set(items.flatMap((item) => item.source.units));
  const faults = units.flatMap(({ id, title, dropped }) => {
    const name = `${id} ${title}`;
    if (dropped !== undefined) {
      return taught.has(id) || asked.has(id) ? [`${name}：写了不收，却还有课程或题目标着它`] : [];
    }
    if (!taught.has(id)) return [`${name}：没有课程教它，也没有写不收的理由`];
    return asked.has(id) ? [] : [`${name}：有课程，没有题目`];
  });
  const known = new Set(units.map((unit) => unit.id));
  const unknown = [...new Set([...taught, ...asked])].filter((id) => !known.has(id)).sort();
  const stray = unknown.length > 0 ? [`课程或题目标着登记册里没有的单元 ${unknown.join('、')}`] : [];
  return [...listFaults(units, count), ...faults, ...stray].map((message) => error(SOURCE_FILE, 1, message));
}
