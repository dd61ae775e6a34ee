import { type Tx, transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { closeDraft, lockDraft, type StoredDraft } from '#db/dal/policies.ts';
import { unsafeTellMaker } from '#db/dal/policy-effects.ts';
import type { Principal } from '#domain/access/principal.ts';
import { targetLabel } from '#domain/policy/policy-target.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { assertAhead, assertFresh, assertSound, assertState, seenOf, specOf } from './draft-state.ts';
import { type Published, publishDraft } from './publish.ts';
import { type Rules, readRules } from './rules-in-force.ts';

export type Decision = {
  readonly decision: 'publish' | 'refuse';
  readonly seen: string;
  /** Why; asked for when refusing. */
  readonly comment: string;
};

/** Why the draft cannot be decided as asked, whoever asks: all that held when it was handed in must still hold. */
function obstacle(draft: StoredDraft, asked: Decision, rules: Rules): Result<undefined> {
  const standing = assertState(draft, 'submitted');
  if (!standing.ok) return standing;
  if (asked.decision === 'refuse') {
    if (asked.comment.length < 2) return fail('POLICY_COMMENT_MISSING');
    return seenOf(draft) === asked.seen ? ok(undefined) : fail('POLICY_DRAFT_STALE');
  }
  const spec = specOf(draft);
  const fresh = assertFresh(draft, asked.seen, rules);
  if (!fresh.ok) return fresh;
  const sound = assertSound(spec);
  return sound.ok ? assertAhead(spec, draft.effectiveFrom, rules) : sound;
}

const ACTION = { publish: 'policy.publish', refuse: 'policy.refuse' } as const;

/** The decision itself, with its audit row and the word to whoever made the draft. */
async function carryOut(
  tx: Tx,
  principal: Principal,
  draft: StoredDraft,
  { asked, rules }: { readonly asked: Decision; readonly rules: Rules },
): Promise<Published | undefined> {
  const target = targetLabel(draft.target);
  const { comment } = asked;
  const published = asked.decision === 'publish' ? await publishDraft(tx, principal, draft, rules) : undefined;
  const state = published ? 'published' : 'refused';
  await closeDraft(tx, principal, draft.id, { state, comment, version: published?.version ?? null });
  await recordAudit(tx, principal, {
    action: ACTION[asked.decision],
    subjectType: 'policy-draft',
    subjectId: draft.id,
    detail: { target, effectiveFrom: draft.effectiveFrom, comment, ...published },
  });
  await unsafeTellMaker(tx, draft.madeById, {
    dedupeKey: `policy-decided:${draft.id}`,
    title: published ? `规则已发布：${target}` : `规则未获批准：${target}`,
    body: comment || `${principal.name}已发布，自 ${draft.effectiveFrom} 起执行。`,
    href: `/office/policies/${draft.target}`,
  });
  return published;
}

/**
 * A second person of 保密办 or 单位领导 publishes a draft that was handed in, or refuses it with a comment. Whoever made
 * it cannot; the attempt is recorded. Of two who decide at once one succeeds.
 * @returns NOT_FOUND, POLICY_OWN_DRAFT, POLICY_DRAFT_CLOSED, POLICY_DRAFT_STALE, POLICY_OVERTAKEN, POLICY_CONTRADICTS,
 * POLICY_YEAR_FINISHED, POLICY_DATE_PAST, POLICY_COMMENT_MISSING.
 */
export function decideDraft(principal: Principal, id: string, asked: Decision): Promise<Result<Published | undefined>> {
  return transaction(async (tx): Promise<Result<Published | undefined>> => {
    const draft = await lockDraft(tx, principal, id);
    if (!draft) return fail('NOT_FOUND');
    if (draft.madeById === principal.accountId) {
      await recordAudit(tx, principal, {
        action: ACTION[asked.decision],
        subjectType: 'policy-draft',
        subjectId: id,
        outcome: 'refused',
        detail: { target: targetLabel(draft.target), refusal: 'POLICY_OWN_DRAFT' },
      });
      return fail('POLICY_OWN_DRAFT');
    }
    const rules = await readRules(tx, principal);
    const allowed = obstacle(draft, asked, rules);
    return allowed.ok ? ok(await carryOut(tx, principal, draft, { asked, rules })) : allowed;
  });
}
