import { Temporal } from 'temporal-polyfill';
import { type Tx, transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { createSession, mayEnterFor, type SessionValues, updateSession } from '#db/dal/sessions.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { SessionFormValues } from '#domain/hours/sessions/session-form.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { env } from '../../env.ts';
import { heldSession } from './held.ts';

function instant(wallClock: string): Date {
  return new Date(Temporal.PlainDateTime.from(wallClock).toZonedDateTime(env.SHOUMI_ZONE).epochMilliseconds);
}

/** What the form says, its times read in the organisation's zone. */
async function valuesOf(tx: Tx, principal: Principal, form: SessionFormValues): Promise<Result<SessionValues>> {
  if (!(await mayEnterFor(tx, principal, form.unitId))) return fail('SESSION_UNIT');
  const startsAt = instant(form.startsAt);
  const endsAt = instant(form.endsAt);
  // The form compares wall clocks; where summer time begins that night, an hour is missing.
  if (form.minutes * 60_000 > endsAt.getTime() - startsAt.getTime()) {
    return fail('INVALID_INPUT', { where: '计入的时长超过本场时长' });
  }
  return ok({ ...form, startsAt, endsAt });
}

/**
 * Enters a session as a draft. Nothing counts until a second person has approved it.
 * @returns SESSION_UNIT when the principal does not look after the unit, INVALID_INPUT.
 */
export function enterSession(principal: Principal, form: SessionFormValues): Promise<Result<{ id: string }>> {
  return transaction(async (tx) => {
    const values = await valuesOf(tx, principal, form);
    if (!values.ok) return values;
    const id = await createSession(tx, principal, values.value);
    const detail = { title: form.title, form: form.mode, startsAt: form.startsAt, minutes: form.minutes };
    await recordAudit(tx, principal, {
      action: 'training.create',
      subjectType: 'training-session',
      subjectId: id,
      detail,
    });
    return ok({ id });
  });
}

/** Changes the texts and times of a draft. @returns NOT_FOUND, SESSION_STATE, SESSION_UNIT, INVALID_INPUT. */
export function changeSession(principal: Principal, id: string, form: SessionFormValues): Promise<Result<undefined>> {
  return transaction(async (tx): Promise<Result<undefined>> => {
    const held = await heldSession(tx, principal, id, 'edit');
    if (!held.ok) return held;
    const values = await valuesOf(tx, principal, form);
    if (!values.ok) return values;
    await updateSession(tx, principal, id, values.value);
    const { title, startsAt, endsAt, minutes, unitId, place } = held.value;
    await recordAudit(tx, principal, {
      action: 'training.change',
      subjectType: 'training-session',
      subjectId: id,
      detail: { before: { title, startsAt, endsAt, minutes, unitId, place }, after: form },
    });
    return ok(undefined);
  });
}
