import { Card } from '../ui/card.tsx';
import { DataTable } from '../ui/data-table.tsx';

export type PoolLine = {
  readonly label: string;
  readonly exam: number;
  readonly practice: number;
  readonly check: number;
};
export type TopicLine = { readonly topic: string; readonly lessons: number; readonly items: number };

function Pools({ caption, head, lines }: { caption: string; head: string; lines: readonly PoolLine[] }) {
  return (
    <DataTable
      caption={caption}
      phone="table"
      density="compact"
      columns={[
        { key: 'label', head, title: true, cell: (line) => line.label },
        { key: 'exam', head: '考试', align: 'end', cell: (line) => line.exam },
        { key: 'practice', head: '练习', align: 'end', cell: (line) => line.practice },
        { key: 'check', head: '检查', align: 'end', cell: (line) => line.check },
      ]}
      rows={lines}
      rowKey={(line) => line.label}
    />
  );
}

type PoolTablesProps = {
  byType: readonly PoolLine[];
  byDifficulty: readonly PoolLine[];
  topics: readonly TopicLine[];
};

/** The bank by type and difficulty, and how far the topics the regulation names are covered. */
export function PoolTables({ byType, byDifficulty, topics }: PoolTablesProps) {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-3">
      <Card title="按题型" flush>
        <Pools caption="按题型" head="题型" lines={byType} />
      </Card>
      <Card title="按难度" flush>
        <Pools caption="按难度" head="难度" lines={byDifficulty} />
      </Card>
      <Card title="实施条例第九条内容覆盖" flush>
        <DataTable
          caption="实施条例第九条内容覆盖"
          phone="table"
          density="compact"
          columns={[
            { key: 'topic', head: '内容', title: true, cell: (line) => line.topic },
            { key: 'lessons', head: '课', align: 'end', cell: (line) => line.lessons },
            { key: 'items', head: '题', align: 'end', cell: (line) => line.items },
          ]}
          rows={topics}
          rowKey={(line) => line.topic}
        />
      </Card>
    </div>
  );
}
