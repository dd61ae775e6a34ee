import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { transaction } from '#db/client.ts';
import { refreshPlanProgress } from '#db/dal/plan-progress.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { Role } from '#domain/access/roles.ts';
import { type CertificatePayload, readPayload } from '#domain/certification/payload.ts';
import type { Ending } from '#domain/certification/state.ts';
import { ensureSigningKey } from '#server/documents/signer.ts';
import { askForChange } from '#server/operations/certificates/ask-change.ts';
import { issueCertificate } from '#server/operations/certificates/issue.ts';
import { verifyByCode } from '#server/operations/certificates/verify.ts';
import { completionOf, createOrganisation, createPerson, principalOf, type TestPerson } from './certificate-fixture.ts';
import { createTestDatabase } from './test-database.ts';

export type Issued = {
  readonly id: string;
  readonly serial: string;
  readonly code: string;
  readonly text: string;
  readonly signature: Buffer;
  readonly keyId: string;
  readonly payload: CertificatePayload;
};

/** A database with two departments side by side, a folder of signing keys, and hands to issue and to ask with. */
export async function openDesk() {
  const database = await createTestDatabase();
  const keyFolder = await mkdtemp(join(tmpdir(), 'desk-keys-'));
  const keyFile = join(keyFolder, 'signing.pem');
  process.env.SIGNING_KEY_FILE = keyFile;
  afterAll(() => rm(keyFolder, { recursive: true, force: true }));
  const { owner } = database;
  const { north, south, policyId } = await createOrganisation(owner);
  await ensureSigningKey();

  async function read(id: string): Promise<Issued> {
    const [row] = await owner<Omit<Issued, 'payload'>[]>`
      select id, serial, verify_code as code, payload as text, signature, key_id as "keyId" from certificates where id = ${id}`;
    const payload = row && readPayload(row.text);
    if (!row || !payload) throw new Error('no such certificate');
    return { ...row, payload };
  }

  async function issueTo(person: TestPerson): Promise<Issued> {
    const facts = await completionOf(owner, person, policyId);
    const id = await transaction(async (tx) => {
      const issued = await issueCertificate(tx, facts);
      if (!issued.ok) throw new Error(issued.error.code);
      await refreshPlanProgress(tx, person.id, facts.trainingYear);
      return issued.value.id;
    });
    return read(id);
  }

  /** Somebody of the roster with an account of the given roles. */
  async function colleague(name: string, ...roles: Role[]): Promise<Principal> {
    const person = await createPerson(owner, south, name);
    const principal = principalOf(person, roles);
    await owner`insert into accounts (id, employee_no, display_name, person_id)
      values (${principal.accountId}, ${person.employeeNo}, ${name}, ${person.id})`;
    return principal;
  }

  async function ask(asker: Principal, certificateId: string, kind: Ending, reason = '名册已更正'): Promise<string> {
    const asked = await askForChange(asker, certificateId, { kind, reason });
    if (!asked.ok) throw new Error(asked.error.code);
    return asked.value.id;
  }

  async function stateOf(code: string): Promise<string> {
    const result = await verifyByCode(code);
    return result.ok ? result.value.state : result.error.code;
  }

  /** What somebody who rules the database could do: change evidence with its trigger switched off. */
  async function tamper(change: (sql: typeof owner) => Promise<unknown>): Promise<void> {
    await owner`alter table certificates disable trigger user`;
    await change(owner);
    await owner`alter table certificates enable trigger user`;
  }

  return { ...database, north, south, keyFolder, keyFile, read, issueTo, colleague, ask, stateOf, tamper };
}
