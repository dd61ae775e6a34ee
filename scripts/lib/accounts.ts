import { randomInt } from 'node:crypto';
import { and, eq, gt, sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { unsafeRecordSystemAudit } from '#db/dal/audit.ts';
import { accountRoles, accounts, passwordResets } from '#db/schema/accounts.ts';
import { organisation, people, units } from '#db/schema/people.ts';
import { ADMIN_ROLES, BUSINESS_ROLES, ROLE_LABEL, type Role, type RoleClass } from '#domain/access/roles.ts';
import { hashPassword } from '#server/auth/password.ts';

/** A new one-time password, shown once and never stored in clear. */
export type IssuedAccount = { readonly employeeNo: string; readonly displayName: string; readonly password: string };

export type AccountRequest = {
  readonly employeeNo: string;
  readonly displayName?: string | undefined;
  readonly role?: Role | undefined;
  /** Code of the unit a 部门保密员 answers for. */
  readonly unitCode?: string | undefined;
};

const ACTOR = '本机管理命令';
const INITIAL_HOURS = 72;
// Without what people mix up when they copy it from paper: 0 O 1 l I.
const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Four groups of four: about 92 bits, easy to type once. */
export function oneTimePassword(): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/**
 * Makes the three administrators of a new installation and names the organisation, all or nothing.
 * @throws Error when an administrator exists already: from then on accounts are made inside the system.
 */
export function createFirstAdministrators(db: Db, organisationName: string): Promise<IssuedAccount[]> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`lock table ${accounts} in share row exclusive mode`);
    const [existing] = await tx
      .select({ no: accounts.employeeNo })
      .from(accounts)
      .where(sql`${accounts.roleClass} <> 'business'`)
      .limit(1);
    if (existing)
      throw new Error(
        `系统中已有管理员（${existing.no}），不能再次初始化。忘记密码时请用 npm run admin -- account <工号> 重发初始密码。`,
      );
    await tx.insert(organisation).values({ name: organisationName }).onConflictDoNothing();
    const issued: IssuedAccount[] = [];
    for (const role of ADMIN_ROLES)
      issued.push(await create(tx, { employeeNo: role, displayName: ROLE_LABEL[role], role }));
    return issued;
  });
}

/**
 * Makes an account, or gives an existing one a new one-time password and ends all its sessions.
 * @throws Error with what is wrong with the request, for the person at the command.
 */
export function issueAccount(db: Db, request: AccountRequest): Promise<IssuedAccount> {
  return db.transaction(async (tx) => {
    const [existing] = await tx
      .select({ id: accounts.id, displayName: accounts.displayName })
      .from(accounts)
      .where(eq(accounts.employeeNo, request.employeeNo))
      .for('update');
    if (!existing) return create(tx, request);
    if (request.role)
      throw new Error(`账号 ${request.employeeNo} 已存在。角色由安全保密管理员在系统内调整，这里只能重发初始密码。`);
    const password = oneTimePassword();
    await tx
      .update(accounts)
      .set({ ...(await initialPassword(password)), sessionVersion: sql`${accounts.sessionVersion} + 1` })
      .where(eq(accounts.id, existing.id));
    // A reset asked for before must not set a password after this one.
    await tx
      .update(passwordResets)
      .set({ expiresAt: sql`app_now()` })
      .where(and(eq(passwordResets.accountId, existing.id), gt(passwordResets.expiresAt, sql`app_now()`)));
    await audit(tx, 'account.reissue-password', existing.id, { employeeNo: request.employeeNo });
    return { employeeNo: request.employeeNo, displayName: existing.displayName, password };
  });
}

async function create(tx: Tx, request: AccountRequest): Promise<IssuedAccount> {
  const { employeeNo, role } = request;
  const roleClass = classOf(role);
  const [person] = await tx
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(eq(people.employeeNo, employeeNo));
  const displayName = request.displayName ?? person?.name;
  if (!displayName) throw new Error(`花名册中没有工号 ${employeeNo}，请用 --name 写明姓名。`);
  const unitId = role === 'unit-officer' ? await unitIdOf(tx, request.unitCode) : null;
  const password = oneTimePassword();
  const [account] = await tx
    .insert(accounts)
    .values({
      employeeNo,
      displayName,
      roleClass,
      // An administrator holds no business data, so the account stands apart from any person of the roster.
      personId: roleClass === 'business' ? (person?.id ?? null) : null,
      ...(await initialPassword(password)),
    })
    .returning({ id: accounts.id });
  if (!account) throw new Error('account insert returned no row');
  if (role) await tx.insert(accountRoles).values({ accountId: account.id, role, roleClass, unitId });
  await audit(tx, 'account.create', account.id, { employeeNo, role: role ?? null });
  return { employeeNo, displayName, password };
}

function classOf(role: Role | undefined): RoleClass {
  if (!role) return 'business';
  return ADMIN_ROLES.find((admin) => admin === role) ?? 'business';
}

async function unitIdOf(tx: Tx, code: string | undefined): Promise<string> {
  if (!code) throw new Error('部门保密员须用 --unit 写明所负责部门的代码。');
  const [unit] = await tx.select({ id: units.id }).from(units).where(eq(units.code, code));
  if (!unit) throw new Error(`没有代码为 ${code} 的部门。`);
  return unit.id;
}

async function initialPassword(password: string) {
  return {
    passwordHash: await hashPassword(password),
    passwordSetAt: sql`app_now()`,
    mustChangePassword: true,
    initialExpiresAt: sql`app_now() + make_interval(hours => ${INITIAL_HOURS})`,
    initialUsedAt: null,
  };
}

function audit(tx: Tx, action: string, subjectId: string, detail: Record<string, unknown>): Promise<void> {
  return unsafeRecordSystemAudit(tx, ACTOR, { action, subjectType: 'account', subjectId, detail });
}

/** @throws Error listing the roles there are. */
export function parseRole(text: string): Role {
  const all: readonly Role[] = [...BUSINESS_ROLES, ...ADMIN_ROLES];
  const role = all.find((known) => known === text);
  if (!role)
    throw new Error(`没有角色“${text}”。可用：${all.map((known) => `${known}（${ROLE_LABEL[known]}）`).join('、')}。`);
  return role;
}
