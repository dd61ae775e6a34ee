import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePort } from './ports.mjs';
import { ensureSecrets } from './secrets.mjs';

/** Reads `.env` of the project, if there is one; what the environment already says wins. */
export function loadEnvFile(root) {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/** Where and how to listen, and where to keep data; the same defaults as the application's. */
export async function readSettings(root) {
  const host = process.env.HOST || '127.0.0.1';
  const wanted = Number(process.env.PORT || 3000);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535)
    throw new Error(`PORT 应是 0 到 65535 之间的整数，当前为“${process.env.PORT}”。`);
  return {
    host,
    port: wanted === 0 ? await freePort() : wanted,
    dataDir: resolve(root, process.env.SHOUMI_DATA_DIR || '.data'),
    isEmbedded: !process.env.DATABASE_URL,
    servesPages: (process.env.SHOUMI_ROLES || 'web').split(',').some((role) => role.trim() === 'web'),
  };
}

/** The application's environment. With the embedded database its secrets are made once and kept in the data folder. */
export function applicationEnv({ host, port, dataDir, isEmbedded }, { cluster, dev }) {
  const base = {
    ...process.env,
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    HOST: host,
    PORT: String(port),
    SHOUMI_DATA_DIR: dataDir,
  };
  if (!isEmbedded) return base;
  mkdirSync(join(dataDir, 'keys'), { recursive: true, mode: 0o700 });
  return {
    ...base,
    DATABASE_URL: cluster.url,
    DATABASE_OWNER_URL: cluster.ownerUrl,
    // The terminal is for the person who started it; the log stands beside the data.
    LOG_FILE: process.env.LOG_FILE || join(dataDir, 'shoumi.log'),
    AUTH_SECRET: process.env.AUTH_SECRET || ensureSecrets(dataDir, ['AUTH_SECRET']).AUTH_SECRET,
  };
}
