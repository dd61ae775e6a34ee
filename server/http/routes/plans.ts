import { z } from 'zod';
import { HAND_PLAN_KINDS, HandAssignment, HandTarget, TakeBack } from '#domain/policy/plan-by-hand.ts';
import { assignByHand, previewByHand } from '../../operations/plans/assign-by-hand.ts';
import { findPeopleByHand } from '../../operations/plans/find-people.ts';
import { takeBackPlan } from '../../operations/plans/take-back.ts';
import { type ApiRoute, route } from '../route.ts';

export const planRoutes: readonly ApiRoute[] = [
  route({
    operation: 'hr.plan-assign',
    method: 'GET',
    url: '/api/v1/hr/plans/people',
    query: z.strictObject({ q: z.string().trim().min(1).max(40) }),
    run: (principal, { query }) => findPeopleByHand(principal, query.q),
  }),
  route({
    operation: 'hr.plan-assign',
    method: 'POST',
    url: '/api/v1/hr/plans/preview',
    body: z.strictObject({ planKind: z.enum(HAND_PLAN_KINDS), target: HandTarget }),
    run: (principal, { body }) => previewByHand(principal, body.planKind, body.target),
  }),
  route({
    operation: 'hr.plan-assign',
    method: 'POST',
    url: '/api/v1/hr/plans',
    body: HandAssignment,
    status: 201,
    run: (principal, { body }) => assignByHand(principal, body),
  }),
  route({
    operation: 'hr.plan-assign',
    method: 'POST',
    url: '/api/v1/hr/plans/:assignmentId/end',
    params: z.strictObject({ assignmentId: z.guid() }),
    body: TakeBack,
    run: (principal, { params, body }) => takeBackPlan(principal, params.assignmentId, body.comment),
  }),
];
