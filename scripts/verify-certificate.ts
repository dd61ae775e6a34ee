/**
 * Verifies a certificate's signed file without the system: no database, no settings, no network.
 * Exit code 0 valid, 1 altered or unreadable, 2 unknown key.
 */
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { readPayload, SignedCertificate } from '#domain/certification/payload.ts';
import { checkSignature, type PublicKey, publicKeysIn, readPublicKey } from '#server/documents/public-keys.ts';

const USAGE =
  '用法：npm run verify -- 证明文件.json [--key 公钥.pub.pem]\n不写 --key 时，使用证明文件所在文件夹中的全部 *.pub.pem。';

async function readSigned(file: string): Promise<SignedCertificate | null> {
  try {
    const parsed = SignedCertificate.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

async function keysFor(file: string, keyFile: string | undefined): Promise<readonly PublicKey[]> {
  return keyFile ? [readPublicKey(await readFile(keyFile, 'utf8'))] : publicKeysIn(dirname(file));
}

function report(signed: SignedCertificate, keys: readonly PublicKey[]): number {
  const found = checkSignature(keys, { ...signed, signature: Buffer.from(signed.signature, 'base64') });
  const payload = readPayload(signed.payload);
  if (found === 'unknown-key') {
    console.log(`未知密钥：没有编号为 ${signed.keyId} 的公钥，无法确认真伪。`);
    return 2;
  }
  if (found === 'bad' || payload?.keyId !== signed.keyId) {
    console.log('已被改动：文件内容与签名不一致，请勿采信。');
    return 1;
  }
  console.log(`有效：签名核验通过（密钥 ${signed.keyId}）。`);
  console.log(`  编号　${payload.serial}\n  姓名　${payload.name}（工号 ${payload.employeeNo}，${payload.unit}）`);
  console.log(
    `  名称　${payload.title}\n  签发　${payload.issuer}，${payload.issuedOn}，有效期至 ${payload.validUntil}（含当日）`,
  );
  console.log('  是否已被撤销或替换，只有联机核验才能看到。');
  return 0;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { key: { type: 'string' } } });
  const [file] = positionals;
  if (!file || positionals.length > 1) {
    console.error(USAGE);
    return 64;
  }
  const signed = await readSigned(file);
  if (signed) return report(signed, await keysFor(file, values.key));
  console.log('已被改动：这不是本系统导出的证明签名文件，或文件已损坏。');
  return 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`无法核验：${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 66;
}
