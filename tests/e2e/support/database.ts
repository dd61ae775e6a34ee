import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';

/** The owner's handle to the database of the product under test; arranges what no person could and looks at evidence. */
export function openOwner(): Sql {
  const dataDir = process.env.SHOUMI_DATA_DIR;
  if (!dataDir) throw new Error('SHOUMI_DATA_DIR is set by playwright.config.ts');
  const secrets = readFileSync(join(dataDir, 'secrets.env'), 'utf8');
  const password = /^PG_OWNER_PASSWORD=(.+)$/m.exec(secrets)?.[1];
  const port = readFileSync(join(dataDir, 'pg.port'), 'utf8').trim();
  return postgres(`postgres://shoumi_owner:${password}@127.0.0.1:${port}/shoumi`, {
    max: 3,
    onnotice: () => undefined,
  });
}
