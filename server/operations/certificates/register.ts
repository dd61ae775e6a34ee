import { z } from 'zod';
import { db } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { listEnded, listRegister, type RegisterRow } from '#db/dal/certificate-register.ts';
import { listOpenRequests, type OpenRequestRow } from '#db/dal/certificate-requests.ts';
import { readOrganisationNow } from '#db/dal/org-clock.ts';
import { hasRole, type Principal } from '#domain/access/principal.ts';
import { canonicalJson } from '#domain/certification/canonical-json.ts';
import { decisionObstacle } from '#domain/certification/change-request.ts';
import { REGISTER_STATES, type RegisterLine, type WaitingRequest } from '#domain/certification/register-view.ts';
import { RevocationList, type SignedRevocationList } from '#domain/certification/revocation-list.ts';
import { endedOn } from '#domain/certification/state.ts';
import { ok, type Result } from '#domain/shared/result.ts';
import { type PublicKey, publicKeysIn } from '../../documents/public-keys.ts';
import { keyFolder, loadSigner } from '../../documents/signer.ts';
import { inspect } from './verify.ts';

const PAGE_SIZE = 50;
const WAITING_SHOWN = 100;

/** What the address of the register may say; what cannot be read is left out, never guessed. */
export const RegisterQuery = z.object({
  q: z.string().trim().min(1).max(60).optional().catch(undefined),
  state: z.enum(REGISTER_STATES).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined),
});
export type RegisterQuery = z.infer<typeof RegisterQuery>;

export type RegisterPage = {
  readonly rows: readonly RegisterLine[];
  readonly total: number;
  readonly page: number;
  readonly pageCount: number;
};

async function lineOf(row: RegisterRow, keys: readonly PublicKey[]): Promise<RegisterLine> {
  const { state, payload } = await inspect(row, keys);
  const { id, serial, name, employeeNo, issuedOn, validUntil, isWaiting } = row;
  const title = payload?.title ?? '';
  return {
    id,
    serial,
    name,
    employeeNo,
    title,
    issuedOn,
    validUntil,
    state,
    endedOn: endedOn(state, row.events),
    isWaiting,
  };
}

/** One page of the certificates in the principal's scope, at most 50; the signature of each shown row is checked. */
export async function readRegister(principal: Principal, query: RegisterQuery): Promise<RegisterPage> {
  const page = query.page ?? 1;
  const [{ rows, total }, keys] = await Promise.all([
    listRegister(db, principal, query, { page, size: PAGE_SIZE }),
    publicKeysIn(keyFolder()),
  ]);
  const lines = await Promise.all(rows.map((row) => lineOf(row, keys)));
  return { rows: lines, total, page, pageCount: Math.max(1, Math.ceil(total / PAGE_SIZE)) };
}

/** Who may approve or refuse at all; whether this request, is decided with the request. */
export function isDecider(principal: Principal): boolean {
  return hasRole(principal, 'office') || hasRole(principal, 'leader');
}

/** Who may ask for a change of a certificate. */
export function isAsker(principal: Principal): boolean {
  return hasRole(principal, 'office') || hasRole(principal, 'hr');
}

function waitingOf(principal: Principal, row: OpenRequestRow): WaitingRequest {
  const { personId, requestedBy, ...shown } = row;
  const facts = {
    requestedBy,
    decider: principal.accountId,
    holderId: personId,
    deciderPersonId: principal.personId,
    isDecided: false,
  };
  const isOwnRequest = requestedBy === principal.accountId;
  return { ...shown, isOwnRequest, canDecide: isDecider(principal) && decisionObstacle(facts) === null };
}

/**
 * What waits for a decision on certificates, the oldest first, at most 100, with what this principal may do about each.
 * Empty for whoever neither asks nor decides.
 */
export async function waitingRequests(principal: Principal): Promise<readonly WaitingRequest[]> {
  const rows = await listOpenRequests(db, principal, { limit: WAITING_SHOWN });
  return rows.map((row) => waitingOf(principal, row));
}

/** The same for one certificate; null when nothing waits there. */
export async function waitingRequestOn(principal: Principal, certificateId: string): Promise<WaitingRequest | null> {
  const [row] = await listOpenRequests(db, principal, { limit: 1, certificateId });
  return row ? waitingOf(principal, row) : null;
}

/**
 * The signed list of what was revoked or superseded up to today, for checks without this system; serials alone.
 * @returns SIGNING_KEY_MISSING without a key.
 */
export async function revocationList(
  principal: Principal,
): Promise<Result<{ asOf: string; file: SignedRevocationList }>> {
  const signer = await loadSigner();
  if (!signer.ok) return signer;
  const { keyId, algorithm, sign } = signer.value;
  const [org, ended] = await Promise.all([readOrganisationNow(db), listEnded(db, principal)]);
  const payload = canonicalJson(
    RevocationList.parse({ v: 1, kind: 'revocations', issuer: org.name, asOf: org.today, keyId, ended: [...ended] }),
  );
  const signature = Buffer.from(await sign(Buffer.from(payload, 'utf8'))).toString('base64');
  await recordAudit(db, principal, {
    action: 'certificate.revocations',
    subjectType: 'certificate',
    subjectId: org.today,
    detail: { rows: ended.length, keyId },
  });
  return ok({ asOf: org.today, file: { payload, signature, keyId, algorithm } });
}
