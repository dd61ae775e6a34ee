import { spawnSync } from 'node:child_process';
import { chownSync, readFileSync, statSync } from 'node:fs';

const SYSTEM_USER = 'postgres';

/**
 * How to run the database server here. It refuses to run as root, so root hands it to a system user; everyone else
 * runs it as is. `prepare(command, args)` gives what to spawn; `own(path)` gives a path to that user.
 *
 * Where the data or the programs lie below a folder that only root may enter, the server keeps the one capability
 * that lets it walk through (CAP_DAC_READ_SEARCH); its files are its own all the same. Where the system can, the
 * server is told to shut down when this process dies, so that a killed start leaves no database behind.
 */
export function chooseUser(pgDir, program) {
  if (process.getuid?.() !== 0) {
    const prepare = [tied, direct].find((way) => reaches(way, pgDir, program)) ?? direct;
    return { prepare, own: () => undefined };
  }
  const user = ownerOf(pgDir) ?? systemUser();
  chownSync(pgDir, user.uid, user.gid);
  const prepare = [plain(user), walking(user), bare(user)].find((way) => reaches(way, pgDir, program));
  if (!prepare) {
    throw new Error(
      `内嵌数据库不能以 root 身份运行，而系统用户（uid ${user.uid}）无法进入 ${pgDir} 或程序所在目录。` +
        '请把 SHOUMI_DATA_DIR 和本项目放在该用户可进入的目录（例如 /srv/shoumi），或改用普通用户运行。',
    );
  }
  return { prepare, own: (path) => chownSync(path, user.uid, user.gid) };
}

const TIE = '--pdeathsig=INT';

const direct = (command, args) => ({ command, args, options: {} });

const tied = (command, args) => ({ command: 'setpriv', args: [TIE, command, ...args], options: {} });

const asUser = (user, more) => (command, args) => ({
  command: 'setpriv',
  args: [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', TIE, ...more, command, ...args],
  options: {},
});

const plain = (user) => asUser(user, ['--inh-caps=-all']);

/** Without the secure bit, access(2) would look as if the capability were not there, and the server asks it. */
const walking = (user) =>
  asUser(user, ['--securebits=+no_setuid_fixup', '--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search']);

/** For systems without setpriv. */
const bare = (user) => (command, args) => ({ command, args, options: { uid: user.uid, gid: user.gid } });

function reaches(way, pgDir, program) {
  const { command, args, options } = way('/bin/sh', [
    '-c',
    'cd "$1" && test -x "$2" && "$2" --version',
    'sh',
    pgDir,
    program,
  ]);
  return spawnSync(command, args, { ...options, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** A folder filled by an earlier run keeps the user it was filled by. */
function ownerOf(pgDir) {
  const { uid, gid } = statSync(pgDir);
  return uid === 0 ? undefined : { uid, gid };
}

function systemUser() {
  const existing = lookUp(SYSTEM_USER);
  if (existing) return existing;
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', SYSTEM_USER], {
    stdio: 'ignore',
  });
  return lookUp(SYSTEM_USER) ?? lookUp('nobody') ?? { uid: 65_534, gid: 65_534 };
}

function lookUp(name) {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (!line) return undefined;
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}
