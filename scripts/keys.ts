/**
 * The signing keys of certificates, on the machine that holds them: which there are, a new one, the end of an old one.
 * Works on files alone; private keys are never in the database.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { SignatureAlgorithm } from '#domain/certification/payload.ts';
import { type KeyState, listKeys, retireKey, rotateKey } from '#server/documents/key-ring.ts';

const USAGE = `用法：
  npm run keys -- list
      列出全部密钥：编号、算法、状态
  npm run keys -- new [--algorithm ed25519|sm2]
      生成新密钥并立即用于签发（不写算法时为 ed25519）；原来的公钥保留，已签发的证明照常可以核验
  npm run keys -- retire <密钥编号>
      销毁已被替换的私钥；公钥保留，用于核验

密钥在 SIGNING_KEY_FILE 所在的文件夹；没有设置时为数据目录下的 keys。请用运行服务的系统账号执行。`;

const STATE: Readonly<Record<KeyState, string>> = {
  signing: '签发中',
  spare: '已被替换，私钥尚未销毁',
  retired: '已停用，仅用于核验',
};

/** As the server finds it (`server/env.ts`), without its other settings, which this command does not need. */
function keyFile(): string {
  return (
    process.env.SIGNING_KEY_FILE || join(process.env.SHOUMI_DATA_DIR || '.data', 'keys', 'certificate-signing.pem')
  );
}

function algorithmOf(name: string | undefined): SignatureAlgorithm {
  if (name === undefined || name === 'ed25519') return 'Ed25519';
  if (name === 'sm2') return 'SM2';
  throw new Error(USAGE);
}

async function list(): Promise<void> {
  const keys = await listKeys(keyFile());
  if (keys.length === 0) console.log('还没有密钥。首次启动服务时会自动生成，也可以运行 npm run keys -- new。');
  for (const { keyId, algorithm, state } of keys) console.log(`${keyId}  ${algorithm.padEnd(7)}  ${STATE[state]}`);
}

async function rotate(algorithm: SignatureAlgorithm): Promise<void> {
  const { keyId, replaced } = await rotateKey(keyFile(), algorithm);
  console.log(`新密钥 ${keyId}（${algorithm}）已用于签发。请立即备份密钥文件夹。`);
  if (replaced)
    console.log(`原密钥 ${replaced} 不再签发。各实例都换用新密钥后，请运行：npm run keys -- retire ${replaced}`);
}

async function retire(keyId: string): Promise<void> {
  const outcome = await retireKey(keyFile(), keyId);
  if (outcome === 'signing') throw new Error('这是正在签发的密钥，请先运行 npm run keys -- new 换用新密钥。');
  if (outcome === 'unknown') throw new Error(`没有编号为 ${keyId} 的密钥，请用 npm run keys -- list 核对。`);
  console.log(`密钥 ${keyId} 的私钥已销毁，公钥保留用于核验。备份中的私钥文件也请一并销毁。`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { algorithm: { type: 'string' } } });
  const [command, keyId, ...rest] = positionals;
  const isAlone = keyId === undefined;
  if (command === 'list' && isAlone) return list();
  if (command === 'new' && isAlone) return rotate(algorithmOf(values.algorithm));
  if (command === 'retire' && keyId && rest.length === 0) return retire(keyId);
  throw new Error(USAGE);
}

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
