import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A value of 48 random bytes that needs no quoting in a URL or a settings file. */
export function randomSecret() {
  return randomBytes(48).toString('base64url');
}

/**
 * The named secrets of a data folder, from its `secrets.env`. A missing one is made once and kept; the file is
 * readable by its owner alone and replaced as a whole, so that a crash leaves the old one or the new one.
 */
export function ensureSecrets(dataDir, names) {
  const file = join(dataDir, 'secrets.env');
  const secrets = existsSync(file) ? parseSecrets(readFileSync(file, 'utf8')) : {};
  const missing = names.filter((name) => !secrets[name]);
  if (missing.length === 0) return secrets;
  for (const name of missing) secrets[name] = randomSecret();
  const lines = Object.entries(secrets).map(([name, value]) => `${name}=${value}`);
  const next = `${file}.new`;
  writeFileSync(next, `${lines.join('\n')}\n`, { mode: 0o600 });
  renameSync(next, file);
  return secrets;
}

function parseSecrets(text) {
  const secrets = {};
  for (const line of text.split('\n')) {
    const at = line.indexOf('=');
    if (at > 0 && !line.startsWith('#')) secrets[line.slice(0, at).trim()] = line.slice(at + 1).trim();
  }
  return secrets;
}
