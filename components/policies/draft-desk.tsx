'use client';

import { useState } from 'react';
import type { LifecyclePolicy } from '../../domain/policy/lifecycle-policy.ts';
import type { PlanPolicy } from '../../domain/policy/plan-policy.ts';
import { DRAFT_STATE_LABEL, type DraftView, type PolicyChoices } from '../../domain/policy/policy-view.ts';
import { Alert } from '../ui/alert.tsx';
import { Card } from '../ui/card.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';
import { DecisionForm } from './decision-form.tsx';
import { LifecycleDraftForm } from './lifecycle-draft-form.tsx';
import { PlanDraftForm } from './plan-draft-form.tsx';
import { ChangeTable } from './policy-facts.tsx';
import { PostButton } from './post-button.tsx';
import { PreviewPanel } from './preview-panel.tsx';

type Props = { draft: DraftView; choices: PolicyChoices };

const isLifecycle = (draft: DraftView) => draft.target === 'lifecycle';

function Findings({ draft }: { draft: DraftView }) {
  return (
    <>
      {draft.faults.length > 0 ? (
        <Alert tone="danger" title={`有 ${draft.faults.length} 处矛盾，改正后才能提交`}>
          <ul className="list-disc pl-5">
            {draft.faults.map((fault) => (
              <li key={`${fault.code}-${fault.field}`}>{fault.message}</li>
            ))}
          </ul>
        </Alert>
      ) : null}
      {draft.hints.length > 0 ? (
        <Alert tone="info" title="请留意">
          <ul className="list-disc pl-5">
            {draft.hints.map((hint) => (
              <li key={hint}>{hint}</li>
            ))}
          </ul>
        </Alert>
      ) : null}
    </>
  );
}

function Steps({ draft, dirty }: { draft: DraftView; dirty: boolean }) {
  const { rights } = draft;
  if (!rights.submit && !rights.withdraw) return null;
  const isChanged = draft.changes.some(({ field }) => field !== 'effectiveFromYear');
  const isReady = draft.faults.length === 0 && isChanged && !dirty;
  return (
    <div className="flex flex-wrap items-start gap-2">
      {rights.submit ? (
        <PostButton
          path={`/api/v1/policies/drafts/${draft.id}/submit`}
          body={{ seen: draft.seen }}
          busyText="正在提交…"
          disabled={!isReady}
          done={() => '已提交，请保密办另一位同事或单位领导批准'}
        >
          提交批准
        </PostButton>
      ) : null}
      {rights.withdraw ? (
        <PostButton
          path={`/api/v1/policies/drafts/${draft.id}/withdraw`}
          body={{ seen: draft.seen }}
          busyText="正在撤回…"
          variant="plain"
          done={() => '已撤回，可从下面的记录重新起草'}
        >
          撤回这份修改
        </PostButton>
      ) : null}
      {dirty ? <p className="self-center text-sm text-warning">有未保存的修改，请先保存再提交。</p> : null}
    </div>
  );
}

function EditCard({ draft, choices, onDirty }: Props & { onDirty: (dirty: boolean) => void }) {
  return (
    <Card title="修改内容">
      {isLifecycle(draft) ? (
        <LifecycleDraftForm
          key={draft.seen}
          draft={draft}
          policy={draft.spec as LifecyclePolicy}
          today={choices.today}
          onDirty={onDirty}
        />
      ) : (
        <PlanDraftForm
          key={draft.seen}
          draft={draft}
          policy={draft.spec as PlanPolicy}
          choices={choices}
          onDirty={onDirty}
        />
      )}
    </Card>
  );
}

/** The change under way: what it changes, what follows, and the next step of whoever looks at it. */
export function DraftDesk({ draft, choices }: Props) {
  const [dirty, setDirty] = useState(false);
  const submitted = draft.submittedAt ? `，${formatDateTime(draft.submittedAt)} 提交` : '';
  return (
    <section aria-labelledby="draft-title" className="space-y-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id="draft-title" className="text-lg">
          正在办理的修改
        </h2>
        <Status tone={draft.state === 'submitted' ? 'warning' : 'info'}>{DRAFT_STATE_LABEL[draft.state]}</Status>
        <p className="text-ink-2 text-sm">
          {draft.madeBy} {formatDateTime(draft.madeAt)} 起草{submitted}
        </p>
      </div>
      {draft.note ? <p className="text-sm">修改说明：{draft.note}</p> : null}
      <Findings draft={draft} />
      {draft.rights.edit ? <EditCard draft={draft} choices={choices} onDirty={setDirty} /> : null}
      <Card title="与现行规则的差别" flush>
        <ChangeTable changes={draft.changes} />
      </Card>
      {draft.faults.length === 0 ? (
        <PreviewPanel key={draft.seen} draftId={draft.id} isLifecycle={isLifecycle(draft)} />
      ) : null}
      {draft.rights.decide ? <DecisionForm draftId={draft.id} seen={draft.seen} /> : null}
      {draft.state === 'submitted' && !draft.rights.decide ? (
        <Alert tone="info">规则须由两人办理：请保密办另一位同事或单位领导核对后发布。</Alert>
      ) : null}
      <Steps draft={draft} dirty={dirty && draft.rights.edit} />
    </section>
  );
}
