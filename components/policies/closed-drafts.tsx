import { DRAFT_STATE_LABEL, type DraftView } from '../../domain/policy/policy-view.ts';
import { formatDateTime } from '../ui/format.ts';
import { Badge } from '../ui/status.tsx';
import { StartDraft } from './policy-buttons.tsx';
import { ChangeTable } from './policy-facts.tsx';

/** Drafts that were refused or taken back, with the comment; each can be the beginning of a new one. */
export function ClosedDrafts({ drafts, canRestart }: { drafts: readonly DraftView[]; canRestart: boolean }) {
  return (
    <ol className="divide-y divide-line">
      {drafts.map((draft) => (
        <li key={draft.id} className="space-y-2 py-2">
          <details>
            <summary className="cursor-pointer">
              <Badge>{DRAFT_STATE_LABEL[draft.state]}</Badge>
              <span className="ml-2">{draft.madeBy}起草</span>
              <span className="ml-2 text-ink-2 text-sm">
                {draft.decidedAt ? formatDateTime(draft.decidedAt) : ''} {draft.decidedBy ?? ''}
              </span>
              {draft.comment ? <span className="block text-sm">意见：{draft.comment}</span> : null}
            </summary>
            <div className="mt-2">
              <ChangeTable changes={draft.changes} />
            </div>
          </details>
          {canRestart ? <StartDraft target={draft.target} from={draft.id} /> : null}
        </li>
      ))}
    </ol>
  );
}
