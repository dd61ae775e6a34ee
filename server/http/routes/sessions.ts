import { z } from 'zod';
import { SessionForm } from '#domain/hours/sessions/session-form.ts';
import { ok } from '#domain/shared/result.ts';
import { approveTraining } from '../../operations/sessions/approve.ts';
import { attend, readAttendanceCode } from '../../operations/sessions/attend.ts';
import { changeSession, enterSession } from '../../operations/sessions/edit.ts';
import { handInSession, sendBackSession, voidSession } from '../../operations/sessions/flow.ts';
import {
  importErrors,
  importSheet,
  importTemplate,
  SHEET_MAX_BYTES,
  tryImport,
} from '../../operations/sessions/import.ts';
import { addPeople, findCandidates, removePeople } from '../../operations/sessions/people.ts';
import { type ApiRoute, Download, route } from '../route.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const ONE = '/api/v1/trainings/:trainingId';

const Params = z.strictObject({ trainingId: z.guid() });
const People = z.strictObject({ personIds: z.array(z.guid()).min(1).max(200) });
const Comment = z.strictObject({ comment: z.string().trim().min(2).max(200) });
const Bytes = z.instanceof(Buffer);
/** A flag of the address: only `true` is one. */
const Apply = z.strictObject({ apply: z.enum(['true', 'false']).default('false') });
const SHEET = { limitBytes: SHEET_MAX_BYTES, tooLarge: { code: 'ATTACHMENT_TOO_LARGE', meta: { limit: 5 } } } as const;

const drafts: readonly ApiRoute[] = [
  route({
    operation: 'hours.session-edit',
    method: 'POST',
    url: '/api/v1/trainings',
    body: SessionForm,
    status: 201,
    run: (principal, { body }) => enterSession(principal, body),
  }),
  route({
    operation: 'hours.session-edit',
    method: 'PUT',
    url: ONE,
    params: Params,
    body: SessionForm,
    run: (principal, { params, body }) => changeSession(principal, params.trainingId, body),
  }),
  route({
    operation: 'hours.session-edit',
    method: 'GET',
    url: `${ONE}/candidates`,
    params: Params,
    query: z.strictObject({ q: z.string().trim().min(1).max(40) }),
    run: (principal, { params, query }) => findCandidates(principal, params.trainingId, query.q),
  }),
  route({
    operation: 'hours.session-edit',
    method: 'POST',
    url: `${ONE}/people`,
    params: Params,
    body: People,
    run: (principal, { params, body }) => addPeople(principal, params.trainingId, body.personIds),
  }),
  route({
    operation: 'hours.session-edit',
    method: 'POST',
    url: `${ONE}/people/removal`,
    params: Params,
    body: People,
    run: (principal, { params, body }) => removePeople(principal, params.trainingId, body.personIds),
  }),
  route({
    operation: 'hours.session-edit',
    method: 'GET',
    url: `${ONE}/code`,
    params: Params,
    run: (principal, { params }) => readAttendanceCode(principal, params.trainingId),
  }),
];

const sheets: readonly ApiRoute[] = [
  route({
    operation: 'hours.session-edit',
    method: 'GET',
    url: `${ONE}/template.xlsx`,
    params: Params,
    run: async (principal, { params }) => {
      const made = await importTemplate(principal, params.trainingId);
      return made.ok ? ok(new Download({ ...made.value, contentType: XLSX })) : made;
    },
  }),
  route({
    operation: 'hours.session-edit',
    method: 'POST',
    url: `${ONE}/import`,
    params: Params,
    query: Apply,
    body: Bytes,
    raw: SHEET,
    run: (principal, { params, query, body }) =>
      (query.apply === 'true' ? importSheet : tryImport)(principal, { id: params.trainingId, bytes: body }),
  }),
  route({
    operation: 'hours.session-edit',
    method: 'POST',
    url: `${ONE}/import/errors.xlsx`,
    params: Params,
    body: Bytes,
    raw: SHEET,
    run: async (principal, { params, body }) => {
      const made = await importErrors(principal, { id: params.trainingId, bytes: body });
      return made.ok ? ok(new Download({ ...made.value, contentType: XLSX })) : made;
    },
  }),
];

const flow: readonly ApiRoute[] = [
  route({
    operation: 'hours.session-edit',
    method: 'POST',
    url: `${ONE}/submit`,
    params: Params,
    run: (principal, { params }) => handInSession(principal, params.trainingId),
  }),
  route({
    operation: 'hours.session-edit',
    method: 'POST',
    url: `${ONE}/return`,
    params: Params,
    body: Comment,
    run: (principal, { params, body }) => sendBackSession(principal, params.trainingId, body.comment),
  }),
  route({
    operation: 'hours.session-edit',
    method: 'POST',
    url: `${ONE}/void`,
    params: Params,
    body: Comment,
    run: (principal, { params, body }) => voidSession(principal, params.trainingId, body.comment),
  }),
  route({
    operation: 'hours.session-approve',
    method: 'POST',
    url: `${ONE}/approve`,
    params: Params,
    body: z.strictObject({ submittedAt: z.iso.datetime() }),
    run: (principal, { params, body }) => approveTraining(principal, params.trainingId, body),
  }),
];

export const sessionRoutes: readonly ApiRoute[] = [
  ...drafts,
  ...sheets,
  ...flow,
  route({
    operation: 'hours.attend',
    method: 'POST',
    url: '/api/v1/attend/:trainingId',
    params: Params,
    body: z.strictObject({ code: z.string().regex(/^\d{6}$/) }),
    run: (principal, { params, body }) => attend(principal, params.trainingId, body.code),
  }),
];
