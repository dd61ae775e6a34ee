'use client';

import type { HandPlanRow } from '../../domain/policy/plan-by-hand.ts';
import { PLAN_LABEL } from '../../domain/policy/plan-policy.ts';
import { StepButton } from '../sessions/step-button.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';
import type { Tone } from '../ui/tone.ts';

const STATE: Readonly<Record<HandPlanRow['state'], readonly [Tone, string]>> = {
  open: ['info', '进行中'],
  done: ['success', '已达标'],
  ended: ['neutral', '不再要求'],
  exempt: ['neutral', '已免训'],
};

const COLUMNS: readonly Column<HandPlanRow>[] = [
  {
    key: 'name',
    head: '姓名',
    title: true,
    cell: (row) => (
      <TextLink href={`/hr/people/${row.personId}?plan=${row.assignmentId}#plan-${row.assignmentId}`}>
        {row.personName}
      </TextLink>
    ),
  },
  { key: 'no', head: '工号', cell: (row) => row.employeeNo },
  { key: 'unit', head: '单位', cell: (row) => row.unitName },
  { key: 'plan', head: '计划', cell: (row) => `${row.trainingYear} 年${PLAN_LABEL[row.planKind]}` },
  { key: 'reason', head: '原因', cell: (row) => row.reason },
  { key: 'by', head: '列入', cell: (row) => `${row.assignedByName ?? ''} ${row.assignedOn}` },
  { key: 'due', head: '截止', cell: (row) => row.dueOn },
  { key: 'state', head: '状态', cell: (row) => <Status tone={STATE[row.state][0]}>{STATE[row.state][1]}</Status> },
];

const TAKE_BACK: Column<HandPlanRow> = {
  key: 'end',
  head: '操作',
  cell: (row) =>
    row.state === 'open' ? (
      <StepButton
        path={`/api/v1/hr/plans/${row.assignmentId}/end`}
        size="sm"
        variant="plain"
        label="撤回"
        title="撤回手工列入的计划"
        consequence={
          <p>
            {row.personName}，{PLAN_LABEL[row.planKind]}
            。撤回后本人不再被要求完成，已学的课程和学时记录保留，并通知本人。
          </p>
        }
        done="已撤回"
        comment="needed"
      />
    ) : null,
};

/** Plans given by hand; who may give them may take an unfinished one back. */
export function HandPlanList({ rows, mayAssign }: { rows: readonly HandPlanRow[]; mayAssign: boolean }) {
  return (
    <DataTable
      caption="手工列入的计划"
      columns={mayAssign ? [...COLUMNS, TAKE_BACK] : COLUMNS}
      rows={rows}
      rowKey={(row) => row.assignmentId}
    />
  );
}
