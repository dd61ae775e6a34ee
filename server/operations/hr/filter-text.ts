import type { Scope } from '#db/dal/dashboard-filter.ts';
import type { UnitNode } from '#db/dal/units.ts';
import { EXAM_LABEL, PROGRESS_LABEL } from '#domain/people/progress.ts';
import type { ProgressFilter } from '#domain/people/progress-filter.ts';
import { CATEGORY_LABEL } from '#domain/people/types.ts';
import { PLAN_LABEL } from '#domain/policy/plan-policy.ts';

function statusText(status: NonNullable<ProgressFilter['status']>): string {
  return status === 'not-done' ? '未达标' : PROGRESS_LABEL[status];
}

function examText(exam: NonNullable<ProgressFilter['exam']>): string {
  return exam === 'sat' ? '已参加' : EXAM_LABEL[exam];
}

function hoursText({ hoursFrom, hoursTo }: ProgressFilter): string | null {
  if (hoursFrom === undefined && hoursTo === undefined) return null;
  const low = `学时 ≥ ${(hoursFrom ?? 0).toFixed(1)}`;
  return hoursTo === undefined ? low : `${low} 且 < ${hoursTo.toFixed(1)}`;
}

function unitText(filter: ProgressFilter, units: readonly UnitNode[]): string | null {
  if (!filter.unit) return null;
  const path = units.find((unit) => unit.id === filter.unit)?.path;
  return path ? `单位：${path}${filter.direct ? '（本级）' : ''}` : '单位：不在您的权限范围内';
}

/** A filter in words, one phrase each; empty when nothing but the year is chosen. */
export function filterPhrases(scope: Scope, units: readonly UnitNode[]): string[] {
  const { filter } = scope;
  const phrases = [
    unitText(filter, units),
    filter.category ? `类别：${CATEGORY_LABEL[filter.category]}` : null,
    filter.plan ? `计划：${PLAN_LABEL[filter.plan]}` : null,
    filter.status ? `状态：${statusText(filter.status)}` : null,
    filter.exam ? `考试：${examText(filter.exam)}` : null,
    hoursText(filter),
    filter.doneBy ? `${filter.doneBy} 前达标` : null,
    filter.expiring ? `证明在 ${filter.expiring} 天内到期` : null,
    filter.q ? `查找：${filter.q}` : null,
  ];
  return phrases.filter((phrase) => phrase !== null);
}
