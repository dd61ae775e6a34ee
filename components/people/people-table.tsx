'use client';

import { useState } from 'react';
import { type ApprovedExemption, approvedText } from '../../domain/people/exemption.ts';
import type { ExamState, ProgressState } from '../../domain/people/progress.ts';
import { EXAM_LABEL } from '../../domain/people/progress.ts';
import { PEOPLE_SORTS, type PeopleQuery, type PeopleSort, peopleHref } from '../../domain/people/progress-filter.ts';
import { CATEGORY_LABEL, type Category } from '../../domain/people/types.ts';
import { PLAN_LABEL, type PlanKind } from '../../domain/policy/plan-policy.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { formatHours } from '../ui/format.ts';
import { TextLink } from '../ui/text-link.tsx';
import { ProgressStatus } from './progress-status.tsx';
import { RemindBar } from './remind-bar.tsx';

export type PeopleTableRow = {
  readonly assignmentId: string | null;
  readonly personId: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly unitPath: string;
  readonly category: Category;
  readonly planKind: PlanKind | null;
  readonly trainingYear: number;
  readonly countedMinutes: number;
  readonly requiredMinutes: number;
  readonly minutesPerHour: number;
  readonly exam: ExamState;
  readonly state: ProgressState;
  readonly dueOn: string | null;
  readonly completedOn: string | null;
  readonly certificateUntil: string | null;
  readonly approved: ApprovedExemption | null;
};

type PeopleTableProps = {
  rows: readonly PeopleTableRow[];
  query: PeopleQuery;
  sort: PeopleSort;
  dir: 'asc' | 'desc';
  /** Only what is owed today can be reminded of. */
  canRemind: boolean;
};

const keyOf = (row: PeopleTableRow) => row.assignmentId ?? row.personId;
const isOwed = (row: PeopleTableRow) => row.planKind !== null && row.state !== 'done' && row.state !== 'exempt';

/** Straight to the plan of the line in the person's file. */
function fileHref({ personId, trainingYear, assignmentId }: PeopleTableRow): string {
  if (assignmentId === null) return `/hr/people/${personId}?year=${trainingYear}`;
  return `/hr/people/${personId}?plan=${assignmentId}#plan-${assignmentId}`;
}

function State({ row }: { row: PeopleTableRow }) {
  return (
    <>
      <ProgressStatus state={row.state} />
      {row.approved && row.state !== 'done' ? (
        <span className="block text-ink-2 text-xs">{approvedText(row.approved)}</span>
      ) : null}
    </>
  );
}

const COLUMNS: readonly Column<PeopleTableRow>[] = [
  {
    key: 'name',
    head: '姓名',
    sortable: true,
    title: true,
    cell: (row) => <TextLink href={fileHref(row)}>{row.name}</TextLink>,
  },
  { key: 'employeeNo', head: '工号', sortable: true, cell: (row) => row.employeeNo },
  { key: 'unit', head: '单位', sortable: true, cell: (row) => row.unitPath },
  { key: 'category', head: '类别', sortable: true, cell: (row) => CATEGORY_LABEL[row.category] },
  { key: 'plan', head: '计划', cell: (row) => (row.planKind ? PLAN_LABEL[row.planKind] : '—') },
  {
    key: 'hours',
    head: '学时',
    align: 'end',
    sortable: true,
    cell: (row) =>
      row.planKind
        ? `${formatHours(row.countedMinutes, row.minutesPerHour)} / ${formatHours(row.requiredMinutes, row.minutesPerHour)}`
        : '—',
  },
  { key: 'exam', head: '考试', cell: (row) => (row.planKind ? EXAM_LABEL[row.exam] : '—') },
  { key: 'status', head: '状态', sortable: true, cell: (row) => <State row={row} /> },
  {
    key: 'due',
    head: '截止 / 达标',
    sortable: true,
    cell: (row) => (row.completedOn ? `${row.completedOn} 达标` : ((row.state === 'exempt' ? null : row.dueOn) ?? '—')),
  },
];

const UNTIL: Column<PeopleTableRow> = {
  key: 'until',
  head: '证明有效期至',
  cell: (row) => row.certificateUntil ?? '—',
};

function isSort(key: string): key is PeopleSort {
  return (PEOPLE_SORTS as readonly string[]).includes(key);
}

/** The list behind a number, with a choice of rows to remind; cards on a phone. */
export function PeopleTable({ rows, query, sort, dir, canRemind }: PeopleTableProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const owed = canRemind ? rows.filter(isOwed) : [];
  const picked = owed.filter((row) => chosen.has(keyOf(row)));
  const toggle = (key: string) => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    setChosen(next);
  };
  const choose: Column<PeopleTableRow> = {
    key: 'choose',
    head: '选择',
    cell: (row) =>
      isOwed(row) ? (
        <input
          type="checkbox"
          className="size-4.5 accent-primary"
          aria-label={`选择 ${row.name}${row.planKind ? `，${PLAN_LABEL[row.planKind]}` : ''}`}
          checked={chosen.has(keyOf(row))}
          onChange={() => toggle(keyOf(row))}
        />
      ) : null,
  };
  const shown = query.expiring === undefined ? COLUMNS : [...COLUMNS, UNTIL];
  return (
    <>
      {owed.length > 0 ? (
        <RemindBar
          picked={picked}
          all={owed.length}
          onAll={() => setChosen(new Set(picked.length === owed.length ? [] : owed.map(keyOf)))}
          onDone={() => setChosen(new Set())}
        />
      ) : null}
      <DataTable
        caption="人员名单"
        columns={owed.length > 0 ? [choose, ...shown] : shown}
        rows={rows}
        rowKey={keyOf}
        sort={{
          key: sort,
          direction: dir,
          href: (key, direction) => peopleHref(query, isSort(key) ? { sort: key, dir: direction } : {}),
        }}
      />
    </>
  );
}
