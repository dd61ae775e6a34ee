import type { PolicySetView } from '../../domain/policy/policy-view.ts';
import { Card } from '../ui/card.tsx';
import { Badge, Status } from '../ui/status.tsx';
import { ChooseSet } from './policy-buttons.tsx';

type Row = PolicySetView['rows'][number];

function SetRow({ row }: { row: Row }) {
  return (
    <li className="space-y-1 border-line border-t py-2 first:border-t-0">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{row.label}</span>
        <span>{row.summary}</span>
        <Badge>{row.trust}</Badge>
        {row.differs ? <Status tone="warning">与现行不同</Status> : <Status tone="neutral">与现行一致</Status>}
      </p>
      <details>
        <summary className="cursor-pointer text-primary text-sm">查看依据</summary>
        <p className="mt-1 text-ink-2 text-sm">{row.basis}</p>
      </details>
    </li>
  );
}

/** The default sets of the industries, each held against the rules in force. */
export function SetCards({ sets, mayDraft }: { sets: readonly PolicySetView[]; mayDraft: boolean }) {
  return (
    <div className="grid gap-3 lg:grid-cols-2">
      {sets.map((set) => (
        <Card key={set.id} title={set.title}>
          <div className="space-y-3">
            <p className="text-ink-2 text-sm">{set.description}</p>
            <ul>
              {set.rows.map((row) => (
                <SetRow key={row.planKind} row={row} />
              ))}
            </ul>
            {mayDraft ? (
              <ChooseSet setId={set.id} disabled={!set.rows.some((row) => row.differs && !row.isBusy)} />
            ) : null}
            {mayDraft && set.rows.some((row) => row.differs && row.isBusy) ? (
              <p className="text-ink-2 text-sm">这类规则已有未办结的修改，办完或撤回后才能按此方案起草。</p>
            ) : null}
          </div>
        </Card>
      ))}
    </div>
  );
}
