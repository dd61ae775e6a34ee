import { z } from 'zod';
import { POLICY_TARGETS } from '#domain/policy/policy-target.ts';
import { GivenDate } from '#domain/shared/dates.ts';
import { ok } from '#domain/shared/result.ts';
import { decideDraft } from '../../operations/policies/decide.ts';
import { handInDraft, reviseDraft, startDraft, withdrawDraft } from '../../operations/policies/drafts.ts';
import { choosePolicySet } from '../../operations/policies/policy-sets.ts';
import { previewDraft } from '../../operations/policies/preview.ts';
import { type ApiRoute, route } from '../route.ts';

const ByDraft = z.strictObject({ draftId: z.guid() });
const BySet = z.strictObject({ setId: z.string().max(60) });
const Seen = z.string().min(1).max(64);
const SeenOnly = z.strictObject({ seen: Seen });
const Begin = z.strictObject({ target: z.enum(POLICY_TARGETS), from: z.guid().optional() });
const Revision = z.strictObject({
  seen: Seen,
  spec: z.record(z.string().max(60), z.unknown()),
  effectiveFrom: GivenDate.optional(),
  note: z.string().trim().max(500),
});
const Decision = z.strictObject({
  seen: Seen,
  decision: z.enum(['publish', 'refuse']),
  comment: z.string().trim().max(500),
});

export const policyRoutes: readonly ApiRoute[] = [
  route({
    operation: 'policy.draft',
    method: 'POST',
    url: '/api/v1/policies/drafts',
    body: Begin,
    status: 201,
    run: (principal, { body }) => startDraft(principal, body),
  }),
  route({
    operation: 'policy.draft',
    method: 'PUT',
    url: '/api/v1/policies/drafts/:draftId',
    params: ByDraft,
    body: Revision,
    run: (principal, { params, body }) => reviseDraft(principal, params.draftId, body),
  }),
  route({
    operation: 'policy.draft',
    method: 'POST',
    url: '/api/v1/policies/drafts/:draftId/submit',
    params: ByDraft,
    body: SeenOnly,
    run: (principal, { params, body }) => handInDraft(principal, params.draftId, body.seen),
  }),
  route({
    operation: 'policy.draft',
    method: 'POST',
    url: '/api/v1/policies/drafts/:draftId/withdraw',
    params: ByDraft,
    body: SeenOnly,
    run: (principal, { params, body }) => withdrawDraft(principal, params.draftId, body.seen),
  }),
  route({
    operation: 'policy.decide',
    method: 'POST',
    url: '/api/v1/policies/drafts/:draftId/decision',
    params: ByDraft,
    body: Decision,
    run: async (principal, { params, body }) => {
      const decided = await decideDraft(principal, params.draftId, body);
      return decided.ok ? ok(decided.value ?? {}) : decided;
    },
  }),
  route({
    operation: 'policy.read',
    method: 'GET',
    url: '/api/v1/policies/drafts/:draftId/preview',
    params: ByDraft,
    run: (principal, { params }) => previewDraft(principal, params.draftId),
  }),
  route({
    operation: 'policy.draft',
    method: 'POST',
    url: '/api/v1/policies/sets/:setId/drafts',
    params: BySet,
    run: (principal, { params }) => choosePolicySet(principal, params.setId),
  }),
];
