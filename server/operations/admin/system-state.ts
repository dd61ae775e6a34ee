import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { db, hotSql } from '#db/client.ts';
import { readSystemFigures, type SystemFigures } from '#db/dal/admin.ts';
import { unsafeContentState } from '#db/dal/system-health.ts';
import type { Principal } from '#domain/access/principal.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { env } from '../../env.ts';

export type SystemState = {
  readonly version: string;
  readonly node: string;
  readonly uptimeSeconds: number;
  readonly memoryBytes: number;
  readonly roles: readonly string[];
  readonly publicUrl: string;
  readonly isSecure: boolean;
  readonly zone: string;
  readonly content: { readonly lessons: number; readonly items: number };
  readonly figures: SystemFigures;
};

function productVersion(): string {
  const manifest = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8')) as { version?: string };
  return manifest.version ?? '';
}

/** How this instance and the database are doing; no settings that are secret, no business data. FORBIDDEN for others. */
export async function readSystemState(principal: Principal): Promise<Result<SystemState>> {
  const figures = await readSystemFigures(db, principal);
  if (!figures) return fail('FORBIDDEN');
  return ok({
    version: productVersion(),
    node: process.version,
    uptimeSeconds: Math.floor(process.uptime()),
    memoryBytes: process.memoryUsage.rss(),
    roles: env.SHOUMI_ROLES,
    publicUrl: env.PUBLIC_URL,
    isSecure: env.PUBLIC_URL.startsWith('https://'),
    zone: env.SHOUMI_ZONE,
    content: await unsafeContentState(hotSql),
    figures,
  });
}
