import type { ResultView } from '../../domain/assessment/attempt-view.ts';
import { Card } from '../ui/card.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { formatPercent } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';

type Topic = ResultView['topics'][number];
type TopicBarsProps = { topics: readonly Topic[]; passMark: number; maxScore: number };

const share = (topic: Topic): number => (topic.max > 0 ? (topic.points / topic.max) * 100 : 0);

/** One bar against the pass mark; drawn with attributes alone. */
function Bar({ topic, line }: { topic: Topic; line: number }) {
  const value = share(topic);
  return (
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" className="h-5 w-full" aria-hidden="true">
      <rect x="0" y="2" width="100" height="6" rx="1" className="fill-line" />
      <rect x="0" y="2" width={value} height="6" rx="1" className={value >= line ? 'fill-success' : 'fill-warning'} />
      <rect x={Math.min(99.4, line)} y="0" width="0.6" height="10" className="fill-ink" />
    </svg>
  );
}

/** Each topic against the pass mark, as bars and as the table with the same numbers. */
export function TopicBars({ topics, passMark, maxScore }: TopicBarsProps) {
  const line = maxScore > 0 ? (passMark / maxScore) * 100 : 0;
  const lineText = formatPercent(passMark, maxScore);
  return (
    <Card title="各主题得分">
      <p className="mb-3 text-ink-2 text-sm">竖线是及格线（{lineText}）；低于它的主题建议先复习。</p>
      <ul className="space-y-2" aria-hidden="true">
        {topics.map((topic) => (
          <li key={topic.module} className="grid items-center gap-x-4 sm:grid-cols-[10rem_1fr_4rem]">
            <span className="text-sm">{topic.title}</span>
            <Bar topic={topic} line={line} />
            <span className="text-right text-sm max-sm:hidden">{formatPercent(topic.points, topic.max)}</span>
          </li>
        ))}
      </ul>
      <div className="mt-4">
        <DataTable
          caption="各主题得分与及格线"
          density="compact"
          rows={topics}
          rowKey={(topic) => topic.module}
          columns={[
            { key: 'title', head: '主题', title: true, cell: (topic) => topic.title },
            { key: 'points', head: '得分', align: 'end', cell: (topic) => `${topic.points} / ${topic.max}` },
            { key: 'share', head: '得分率', align: 'end', cell: (topic) => formatPercent(topic.points, topic.max) },
            {
              key: 'state',
              head: `与及格线（${lineText}）相比`,
              cell: (topic) =>
                share(topic) >= line ? <Status tone="success">达到</Status> : <Status tone="warning">未达到</Status>,
            },
          ]}
        />
      </div>
    </Card>
  );
}
