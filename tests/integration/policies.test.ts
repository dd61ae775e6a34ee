import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '#domain/access/policy.ts';
import { ADMIN_ROLES } from '#domain/access/roles.ts';
import type { AttemptView } from '#domain/assessment/attempt-view.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { ensureSigningKey } from '#server/documents/signer.ts';
import { SAVE_ROUTE } from '#server/http/answer-saves.ts';
import { createApi } from '#server/http/api.ts';
import { apiRoutes } from '#server/http/routes.ts';
import { OPERATIONS, type OperationId, PAGES, policyOf } from '#server/policies.ts';
import { caller, openSession } from '#tests/support/exam-world.ts';
import { type Identity, NOBODY, newAdministrator, newBeginner, newEmployee } from '#tests/support/identities.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

const ROOT = join(import.meta.dirname, '../..');
const YEAR = 2026;
/** Prerendered shells: they hold no data, so they ask for no right; every call they make does. */
const SHELLS = ['/exam/room', '/exam/result'];

const sources = (pattern: string) => globSync(pattern, { cwd: ROOT }).sort();
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** `app/(me)/me/notices/page.tsx` → `/me/notices`. */
const pathOf = (file: string) =>
  `/${file
    .split('/')
    .slice(1, -1)
    .filter((part) => !part.startsWith('('))
    .join('/')}`;

const pageFiles = new Map(sources('app/**/{page.tsx,route.ts}').map((file) => [pathOf(file), file]));
const routes = [SAVE_ROUTE, ...apiRoutes];
const operations = Object.keys(OPERATIONS) as OperationId[];

function rolesOf(operation: OperationId): readonly string[] {
  const { who } = OPERATIONS[operation];
  return typeof who === 'object' ? who.anyRole : [];
}

describe('the table of policies', () => {
  it('lists every page and route handler of the tree, and nothing that is not there', () => {
    expect([...pageFiles.keys()].sort()).toEqual(Object.keys(PAGES).sort());
  });

  it('names an operation that exists for every page and every API route', () => {
    const named = [...Object.values(PAGES), ...routes.map((route) => route.operation)];
    expect(named.filter((operation) => !(operation in OPERATIONS))).toEqual([]);
    expect(new Set(routes.map((route) => `${route.method} ${route.url}`)).size).toBe(routes.length);
  });

  it('refuses everybody what it does not know', () => {
    for (const name of ['exam.unheard-of', 'toString', '__proto__', 'constructor', '']) {
      expect([name, policyOf(name), refusal(policyOf(name), null)]).toEqual([name, undefined, 'FORBIDDEN']);
    }
  });

  it('keeps the three administrators out of business data', () => {
    const business = /^(exam|attempt|lesson|practice|hours|standing|notice|hr|office)\./;
    for (const operation of operations.filter((name) => business.test(name))) {
      const roles = rolesOf(operation);
      const isClosed = roles.length > 0 ? !roles.some(isAdmin) : OPERATIONS[operation].who === 'person';
      expect([operation, isClosed]).toEqual([operation, true]);
    }
  });

  it('gives each administrator the own field alone', () => {
    const fields = operations.filter((operation) => operation.startsWith('admin.'));
    for (const operation of fields) {
      const roles = rolesOf(operation);
      expect([operation, roles.length, roles.every(isAdmin)]).toEqual([
        operation,
        operation === 'admin.read' ? 3 : 1,
        true,
      ]);
    }
  });

  it('is asked first by every page with the operation the table gives it; only public pages and empty shells do not', () => {
    for (const [path, file] of pageFiles) {
      const operation = PAGES[path];
      if (!operation || file.endsWith('route.ts')) continue;
      const text = read(file);
      const asked = [...text.matchAll(/requirePage\(\s*'([^']+)'/g)].map((match) => match[1]);
      const isPublic = OPERATIONS[operation].who === 'anyone';
      expect([path, asked]).toEqual([path, isPublic || SHELLS.includes(path) ? [] : [operation]]);
      if (SHELLS.includes(path)) expect([path, text.includes('#server/')]).toEqual([path, false]);
    }
  });

  it('cannot be walked around by a server action: there is none', () => {
    const files = sources('{app,components,server,domain,db}/**/*.{ts,tsx}');
    expect(files.length).toBeGreaterThan(200);
    expect(files.filter((file) => /^\s*['"]use server['"]/m.test(read(file)))).toEqual([]);
  });
});

const isAdmin = (role: string) => ADMIN_ROLES.some((admin) => admin === role);

/** What the table means, written a second time: who of our people may pass. */
function mayPass(operation: OperationId, who: Identity): boolean {
  const policy: { who: unknown; beforePasswordChange?: true } = OPERATIONS[operation];
  if (policy.who === 'anyone') return true;
  if (!who.cookie || (who.mustChange && !policy.beforePasswordChange)) return false;
  if (policy.who === 'signed-in') return true;
  if (policy.who === 'person') return who.personId !== null;
  return (policy.who as { anyRole: string[] }).anyRole.some((role) => who.roles.some((own) => own === role));
}

describe('every API route against every kind of person', () => {
  const CANARY = '金丝雀甲乙';
  let world: TestDatabase;
  let call: ReturnType<typeof caller>;
  let owner: Identity;
  let others: Identity[];
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    world = await createTestDatabase();
    await world.travelTo('2026-06-10T09:00:00+08:00');
    await loadContent();
    await ensureSigningKey();
    const api = createApi();
    await api.ready();
    call = caller(api);
    const make = (label: string, ...roles: Identity['roles'][number][]) => newEmployee(world.owner, YEAR, label, roles);
    owner = await make('owner');
    await world.owner`update people set name = ${CANARY} where id = ${owner.personId}`;
    await world.owner`update accounts set display_name = ${CANARY} where id = ${owner.accountId}`;
    others = [
      NOBODY,
      await newBeginner(world.owner, YEAR),
      await make('other employee'),
      await make('officer of another unit', 'unit-officer'),
      await make('hr', 'hr'),
      await make('office', 'office'),
      ...(await Promise.all(ADMIN_ROLES.map((role) => newAdministrator(world.owner, role)))),
    ];
    await fillIds();
  });

  /** Real ids of the owner's rows, so that a wrong answer would have something to show. */
  async function fillIds() {
    const [exam] = await world.owner<
      { id: string }[]
    >`select id from exams where plan_kind = 'annual-all' and training_year = ${YEAR}`;
    const [lesson] = await world.owner<
      { id: string }[]
    >`select lesson_id as id from lesson_versions where is_current order by 1 limit 1`;
    ids.examId = exam?.id ?? '';
    ids.lessonId = lesson?.id ?? '';
    const started = await call('POST', `/api/v1/exams/${ids.examId}/attempts`, owner.cookie);
    ids.attemptId = started.json<AttemptView>().attemptId;
    ids.position = '1';
    ids.sessionId = (await openSession(world.owner, owner.accountId)).sessionId;
    ids.accountId = owner.accountId;
    ids.personId = owner.personId ?? '';
    ids.id = owner.accountId;
    ids.code = 'AAAAAAAAAAAAAAAAAAAAAA';
    ids.law = 'baomifa';
    ids.version = '2024';
    ids.article = '1';
  }

  const urlOf = (pattern: string) =>
    pattern.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? '00000000-0000-4000-8000-000000000000');

  const REFUSED = ['NOT_SIGNED_IN', 'PASSWORD_CHANGE_REQUIRED', 'FORBIDDEN'];

  async function ask(route: (typeof routes)[number], who: Identity) {
    const answer = await call(route.method, urlOf(route.url), who.cookie, {});
    const code = answer.text.startsWith('{') ? (answer.json<{ code?: string }>().code ?? null) : null;
    return { ...answer, code };
  }

  it('refuses exactly those the table refuses, before it looks at anything else, and never breaks', async () => {
    // The save decides inside its own statement; the next test is about it.
    for (const route of apiRoutes) {
      for (const who of [...others, owner]) {
        const { status, code } = await ask(route, who);
        const passed = !REFUSED.includes(code ?? '');
        expect([who.label, route.method, route.url, passed]).toEqual([
          who.label,
          route.method,
          route.url,
          mayPass(route.operation, who),
        ]);
        const expected = who.cookie ? 403 : 401;
        if (!passed) expect([who.label, route.url, status]).toEqual([who.label, route.url, expected]);
        expect([who.label, route.url, status < 500]).toEqual([who.label, route.url, true]);
      }
    }
  }, 60_000);

  it('takes an answer from the holder of the paper alone', async () => {
    for (const who of others) {
      const body = { seq: 1, response: { type: 'boolean', value: true } };
      const { status } = await call('PUT', urlOf(SAVE_ROUTE.url), who.cookie, body);
      expect([who.label, status]).toEqual([who.label, who.cookie ? 404 : 401]);
    }
    const [row] = await world.owner<{ n: number }[]>`select count(*)::int as n from attempt_answer_events`;
    expect(row?.n).toBe(0);
  });

  it("never shows another person's name or number to whoever has no right to that person", async () => {
    const strangers = others.filter(({ label }) => !['hr', 'office'].includes(label));
    // Accounts and audit are the administrators' own field, and both name people.
    const readable = routes.filter(({ method, operation }) => method === 'GET' && !operation.startsWith('admin.'));
    for (const route of readable) {
      for (const who of strangers) {
        const { text } = await ask(route, who);
        expect([who.label, route.url, text.includes(CANARY)]).toEqual([who.label, route.url, false]);
      }
    }
  });

  it("answers a stranger with 404 for every address that holds another person's id", async () => {
    const held = /:(attemptId|sessionId|personId|accountId)/;
    const [stranger] = others.filter(({ label }) => label === 'other employee');
    const tried = routes.filter((route) => held.test(route.url) && mayPass(route.operation, stranger as Identity));
    expect(tried.length).toBeGreaterThanOrEqual(7);
    for (const route of tried) {
      const body =
        route.operation === 'attempt.save'
          ? { seq: 1, response: { type: 'boolean', value: true } }
          : { kind: 'left-page' };
      const answer = await call(
        route.method,
        urlOf(route.url),
        stranger?.cookie ?? null,
        route.operation === 'attempt.save' || route.operation === 'attempt.event' ? body : {},
      );
      expect([route.url, answer.status]).toEqual([route.url, 404]);
    }
  });

  it('stores JSON as JSON, never as a text in quotes', async () => {
    const who = await newEmployee(world.owner, YEAR, 'examinee');
    const attempt = (await call('POST', `/api/v1/exams/${ids.examId}/attempts`, who.cookie)).json<AttemptView>();
    const asked = attempt.items.find(({ item }) => item.type === 'boolean');
    const saved = await call('PUT', `/api/v1/attempts/${attempt.attemptId}/answers/${asked?.position}`, who.cookie, {
      seq: 1,
      response: { type: 'boolean', value: true },
    });
    expect(saved.status).toBe(200);
    const columns = await world.owner<
      { table: string; column: string }[]
    >`select table_name as table, column_name as column
      from information_schema.columns where table_schema = 'public' and data_type = 'jsonb'`;
    for (const { table, column } of columns) {
      const rows = await world.owner.unsafe(`select 1 from ${table} where jsonb_typeof(${column}) = 'string' limit 1`);
      expect([table, column, rows.length]).toEqual([table, column, 0]);
    }
  });

  it('records each refusal of a signed-in person once', async () => {
    const auditor = others.find(({ label }) => label === 'auditor');
    const count = async () => {
      const [row] = await world.owner<{ n: number }[]>`select count(*)::int as n from audit_events
        where actor_account_id = ${auditor?.accountId ?? null} and outcome = 'refused' and action = 'exam.list'`;
      return row?.n ?? 0;
    };
    const before = await count();
    await call('GET', '/api/v1/exams', auditor?.cookie ?? null);
    expect(await count()).toBe(before + 1);
  });
});
