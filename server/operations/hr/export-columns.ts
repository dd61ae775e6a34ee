import type { PersonRow } from '#db/dal/people.ts';
import { approvedText } from '#domain/people/exemption.ts';
import { EXAM_LABEL, PROGRESS_LABEL } from '#domain/people/progress.ts';
import { CATEGORY_LABEL } from '#domain/people/types.ts';
import { PLAN_LABEL } from '#domain/policy/plan-policy.ts';
import type { SheetColumn } from '../../documents/xlsx.ts';

type ExportColumn = SheetColumn & { readonly cell: (row: PersonRow) => string };

/** 学时 with one decimal, rounded down, so that nobody sees a requirement met before it is. */
function hours(minutes: number, perHour: number): string {
  return (Math.floor((minutes * 10) / perHour) / 10).toFixed(1);
}

export const EXPORT_COLUMNS: readonly ExportColumn[] = [
  { head: '工号', width: 12, cell: (row) => row.employeeNo },
  { head: '姓名', width: 12, cell: (row) => row.name },
  { head: '单位', width: 32, cell: (row) => row.unitPath },
  { head: '涉密等级', width: 10, cell: (row) => CATEGORY_LABEL[row.category] },
  { head: '年度', width: 8, cell: (row) => String(row.trainingYear) },
  { head: '计划', width: 22, cell: (row) => (row.planKind ? PLAN_LABEL[row.planKind] : '') },
  { head: '已计学时', width: 10, cell: (row) => (row.planKind ? hours(row.countedMinutes, row.minutesPerHour) : '') },
  { head: '应修学时', width: 10, cell: (row) => (row.planKind ? hours(row.requiredMinutes, row.minutesPerHour) : '') },
  { head: '考试', width: 12, cell: (row) => (row.planKind ? EXAM_LABEL[row.exam] : '') },
  { head: '状态', width: 12, cell: (row) => PROGRESS_LABEL[row.state] },
  { head: '截止日期', width: 12, cell: (row) => row.dueOn ?? '' },
  { head: '免训、延期', width: 30, cell: (row) => (row.approved ? approvedText(row.approved) : '') },
  { head: '达标日期', width: 12, cell: (row) => row.completedOn ?? '' },
  { head: '证明有效期至', width: 14, cell: (row) => row.certificateUntil ?? '' },
];
