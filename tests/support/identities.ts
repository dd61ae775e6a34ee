import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Role } from '#domain/access/roles.ts';
import { newCandidate, openSession } from './exam-world.ts';

/** Someone who asks; `cookie` is null for the one who is not signed in. */
export type Identity = {
  readonly label: string;
  readonly cookie: string | null;
  readonly accountId: string;
  readonly personId: string | null;
  readonly roles: readonly Role[];
  readonly mustChange: boolean;
};

export const NOBODY: Identity = {
  label: 'nobody',
  cookie: null,
  accountId: '',
  personId: null,
  roles: [],
  mustChange: false,
};

/** An employee who owes this year's plan, with the given roles; a 部门保密员 answers for a unit nobody else is in. */
export async function newEmployee(
  owner: Sql,
  year: number,
  label: string,
  roles: readonly Role[] = [],
): Promise<Identity> {
  const candidate = await newCandidate(owner, year);
  for (const role of roles) await grant(owner, candidate.accountId, role);
  return { label, ...candidate, roles, mustChange: false };
}

async function grant(owner: Sql, accountId: string, role: Role): Promise<void> {
  const code = `U${randomUUID().slice(0, 8)}`;
  if (role === 'unit-officer') {
    await owner`insert into units (code, name, valid_from) values (${code}, '另一处', '2020-01-01')`;
    await owner`insert into unit_closure select id, id, 0 from units where code = ${code}`;
  }
  await owner`insert into account_roles (account_id, role, role_class, unit_id)
    values (${accountId}, ${role}, 'business', (select id from units where code = ${code}))`;
}

/** One of the three administrators; belongs to no person. */
export async function newAdministrator(owner: Sql, role: 'sysadmin' | 'secadmin' | 'auditor'): Promise<Identity> {
  const accountId = randomUUID();
  const employeeNo = `A${accountId.slice(0, 8).toUpperCase()}`;
  await owner`insert into accounts (id, employee_no, display_name, role_class) values (${accountId}, ${employeeNo}, ${role}, ${role})`;
  await owner`insert into account_roles (account_id, role, role_class) values (${accountId}, ${role}, ${role})`;
  const { cookie } = await openSession(owner, accountId);
  return { label: role, cookie, accountId, personId: null, roles: [role], mustChange: false };
}

/** An employee who still has the initial password. */
export async function newBeginner(owner: Sql, year: number): Promise<Identity> {
  const identity = await newEmployee(owner, year, 'must-change');
  await owner`update accounts set must_change_password = true where id = ${identity.accountId}`;
  return { ...identity, mustChange: true };
}
