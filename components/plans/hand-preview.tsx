'use client';

import { type HandPerson, HELD_LABEL, type HandPreview as Preview } from '../../domain/policy/plan-by-hand.ts';
import { Button } from '../ui/button.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

const COLUMNS: readonly Column<HandPerson>[] = [
  { key: 'name', head: '姓名', title: true, cell: (row) => row.name },
  { key: 'no', head: '工号', cell: (row) => row.employeeNo },
  { key: 'unit', head: '单位', cell: (row) => row.unitName },
  { key: 'held', head: '情况', cell: (row) => HELD_LABEL[row.held] },
];

type HandPreviewProps = { preview: Preview; dueOn: string; busy: boolean; onCarryOut: () => void };

/** Whom it hits, by name, before anything is done. */
export function HandPreview({ preview, dueOn, busy, onCarryOut }: HandPreviewProps) {
  const { people, fresh, already } = preview;
  if (people.length === 0) {
    return <EmptyState title="范围内没有在职人员">请换一个单位或身份，或核对所选人员。</EmptyState>;
  }
  return (
    <section aria-label="预览" className="space-y-3 rounded border border-line bg-ground p-3">
      <p>
        共 {people.length} 人：将列入 <strong>{fresh}</strong> 人，截止 {dueOn}
        {already > 0 ? `；${already} 人已在计划中或已达标，不重复列入` : ''}。
      </p>
      <div className="max-h-96 overflow-y-auto">
        <DataTable
          caption="将列入的人员"
          density="compact"
          phone="table"
          columns={COLUMNS}
          rows={people}
          rowKey={(row) => row.personId}
        />
      </div>
      <Button variant="primary" busy={busy} disabled={fresh === 0} onClick={onCarryOut}>
        {busy ? '正在列入…' : `列入 ${fresh} 人`}
      </Button>
    </section>
  );
}
