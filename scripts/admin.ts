import { parseArgs } from 'node:util';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Db } from '#db/client.ts';
import { createFirstAdministrators, type IssuedAccount, issueAccount, parseRole } from './lib/accounts.ts';

const USAGE = `用法：
  npm run admin -- first --organisation <单位全称>
      新装系统时创建三员（系统管理员、安全保密管理员、安全审计员）
  npm run admin -- account <工号> [--name <姓名>] [--role <角色>] [--unit <部门代码>]
      创建账号；账号已存在时重发初始密码并使其全部会话失效

需要环境变量 DATABASE_OWNER_URL（或 DATABASE_URL）。`;

async function perform(db: Db): Promise<IssuedAccount[]> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      organisation: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      unit: { type: 'string' },
    },
  });
  const [command, employeeNo] = positionals;
  if (command === 'first' && values.organisation) return createFirstAdministrators(db, values.organisation);
  if (command === 'account' && employeeNo) {
    const role = values.role ? parseRole(values.role) : undefined;
    return [await issueAccount(db, { employeeNo, displayName: values.name, role, unitCode: values.unit })];
  }
  throw new Error(USAGE);
}

function print(issued: readonly IssuedAccount[]): void {
  console.log('一次性初始密码（72 小时内有效，首次登录须修改；只显示这一次，请当面交给本人）：');
  for (const account of issued) console.log(`  ${account.employeeNo}  ${account.displayName}  ${account.password}`);
}

const url = process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL;
if (!url) {
  console.error(USAGE);
  process.exit(1);
}
const client = postgres(url, { max: 1, onnotice: () => undefined, connection: { application_name: 'shoumi-admin' } });
try {
  print(await perform(drizzle(client)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await client.end({ timeout: 5 });
}
