import type { PlanPolicy } from '../policy/plan-policy.ts';
import { type LedgerRow, type NetRow, netRows } from './ledger.ts';

/** A ledger row with what the rules of a plan ask of it. */
export type PlanLedgerRow = LedgerRow & { readonly isUnitOrganised: boolean };

export type CountedRow = { readonly row: PlanLedgerRow; readonly netMinutes: number };
/** A row that adds nothing, and why. */
export type UncountedRow = CountedRow & { readonly reason: string };

function isOnlineLesson({ row, netMinutes }: NetRow<PlanLedgerRow>): boolean {
  return row.mode === 'online' && row.lessonId !== null && netMinutes > 0;
}

/** Lessons that are complete: read online with minutes left after corrections. */
export function completedLessons(rows: readonly PlanLedgerRow[]): Set<string> {
  return new Set(
    netRows(rows)
      .filter(isOnlineLesson)
      .flatMap(({ row }) => row.lessonId ?? []),
  );
}

/** Of several readings of a lesson the one with most minutes, of equal ones the first. */
function bestReadings(nets: readonly NetRow<PlanLedgerRow>[]): ReadonlyMap<string, NetRow<PlanLedgerRow>> {
  const best = new Map<string, NetRow<PlanLedgerRow>>();
  for (const net of nets.filter(isOnlineLesson)) {
    const lessonId = net.row.lessonId ?? '';
    const known = best.get(lessonId);
    if (!known || net.netMinutes > known.netMinutes) best.set(lessonId, net);
  }
  return best;
}

/**
 * Divides the rows a plan looks at into those that add minutes to it and those that do not, each with its reason. A row
 * without a lesson (集中培训, visits, imported paper exams) always counts, a lesson when it belongs to the plan, and a
 * lesson that was read several times once.
 */
export function countingRows(
  policy: Pick<PlanPolicy, 'requiredLessons' | 'electiveLessons'>,
  rows: readonly PlanLedgerRow[],
): { readonly counting: readonly CountedRow[]; readonly idle: readonly UncountedRow[] } {
  const nets = netRows(rows);
  const offered = new Set([...policy.requiredLessons, ...policy.electiveLessons]);
  const best = bestReadings(nets);
  const counting: CountedRow[] = [];
  const idle: UncountedRow[] = [];
  for (const net of nets) {
    const { lessonId } = net.row;
    if (net.netMinutes === 0) idle.push({ ...net, reason: '已被更正冲销' });
    else if (lessonId !== null && !offered.has(lessonId)) idle.push({ ...net, reason: '不属于本计划的课程' });
    else if (lessonId !== null && net.row.mode === 'online' && best.get(lessonId) !== net)
      idle.push({ ...net, reason: '同一门课在本计划中只计一次' });
    else counting.push(net);
  }
  return { counting, idle };
}
