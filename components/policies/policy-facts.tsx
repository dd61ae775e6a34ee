import type { PolicyChange, PolicyFact } from '../../domain/policy/policy-diff.ts';
import { DataTable } from '../ui/data-table.tsx';
import { KeyValues } from '../ui/key-values.tsx';

/** What a rule says, line by line. */
export function PolicyFacts({ facts }: { facts: readonly PolicyFact[] }) {
  return <KeyValues items={facts.map(({ label, text }) => ({ label, value: text }))} />;
}

/** What a draft changes, with what was and what will be side by side. */
export function ChangeTable({ changes }: { changes: readonly PolicyChange[] }) {
  return (
    <DataTable
      caption="与现行规则的差别"
      rows={changes}
      rowKey={(row) => row.field}
      columns={[
        { key: 'label', head: '内容', title: true, cell: (row) => <span className="font-medium">{row.label}</span> },
        { key: 'before', head: '现行', cell: (row) => row.before ?? <span className="text-ink-2">没有规定</span> },
        { key: 'after', head: '改为', cell: (row) => row.after ?? <span className="text-ink-2">不再规定</span> },
      ]}
      empty={<p className="px-4 py-3 text-ink-2">与现行规则没有差别，请先修改再提交。</p>}
    />
  );
}
