import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Finds a Chromium for the end-to-end tests, or installs one: the system's, else the distribution's package (as root),
 * else Playwright's own. @returns its path, or undefined for Playwright's own.
 */
export async function ensureBrowser(root, node) {
  const present = [process.env.PLAYWRIGHT_CHROMIUM, ...SYSTEM_BROWSERS].find((path) => path && existsSync(path));
  if (present) return present;
  if (hasOwnBrowser(root, node)) return undefined;
  const packaged = await installPackages(['chromium', 'fonts-noto-cjk'])
    .then(() => SYSTEM_BROWSERS.find(existsSync))
    .catch(() => undefined);
  if (packaged) return packaged;
  const playwright = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  await run(node.path, [playwright, 'install', 'chromium'], {
    cwd: root,
    what: '浏览器安装（playwright install chromium）',
  });
  return undefined;
}

/** Without a Chinese font pages show boxes: installs one where that is allowed. @returns whether there is one. */
export async function ensureFonts() {
  if (hasChineseFont()) return true;
  await installPackages(['fontconfig', 'fonts-noto-cjk']).catch(() => undefined);
  return hasChineseFont();
}

function hasChineseFont() {
  const { status, stdout } = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return status === 0 && stdout.trim() !== '';
}

function hasOwnBrowser(root, node) {
  const script = "import('@playwright/test').then(({ chromium }) => process.stdout.write(chromium.executablePath()))";
  const { stdout } = spawnSync(node.path, ['-e', script], { cwd: root, encoding: 'utf8' });
  return Boolean(stdout) && existsSync(stdout);
}

/** @throws Error where packages cannot be installed: not root, not Debian, or no network. */
async function installPackages(names) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Error('not allowed to install packages');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env, what: 'apt-get update ' });
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...names], { env, what: 'apt-get install ' });
}
