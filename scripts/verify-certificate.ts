/**
 * Verifies a certificate's signed file, or its print, without the system: no database, no settings, no network.
 * Exit code 0 valid, 1 altered or unreadable, 2 unknown key, 3 expired, 4 revoked or superseded.
 */
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { type CertificatePayload, readPayload, SignedCertificate } from '#domain/certification/payload.ts';
import {
  type RevocationList,
  readRevocationList,
  SignedRevocationList,
} from '#domain/certification/revocation-list.ts';
import { STATE_TEXT } from '#domain/certification/state.ts';
import { embeddedIn } from '#server/documents/embedded-signature.ts';
import { checkSignature, type PublicKey, publicKeysIn, readPublicKey } from '#server/documents/public-keys.ts';

const USAGE = `用法：npm run verify -- 证明文件.json或.pdf [--key 公钥.pub.pem]… [--revoked 撤销清单.json] [--on 日期]
  --key      公钥文件，可写多次；不写时使用证明文件所在文件夹中的全部 *.pub.pem
  --revoked  保密办导出的撤销清单，用来查出已撤销或已换发的证明
  --on       按哪一天判断有效期，如 2026-11-21；不写为今天`;

/** Of this machine's calendar; nothing is decided by it but the remark on validity. */
function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

async function readSigned(file: string): Promise<{ signed: SignedCertificate | null; isPrint: boolean }> {
  const bytes = await readFile(file);
  const isPrint = bytes.subarray(0, 5).toString('latin1') === '%PDF-';
  if (isPrint) return { signed: embeddedIn(bytes), isPrint };
  const parsed = SignedCertificate.safeParse(jsonOf(bytes));
  return { signed: parsed.success ? parsed.data : null, isPrint };
}

async function keysFor(file: string, keyFiles: readonly string[]): Promise<readonly PublicKey[]> {
  if (keyFiles.length === 0) return publicKeysIn(dirname(file));
  return Promise.all(keyFiles.map(async (keyFile) => readPublicKey(await readFile(keyFile, 'utf8'))));
}

const bytesOf = <T extends { readonly signature: string }>(signed: T) => ({
  ...signed,
  signature: Buffer.from(signed.signature, 'base64'),
});

/** @throws when the list is not what a known key has signed: a list that may be forged proves nothing. */
async function readList(file: string | undefined, keys: readonly PublicKey[]): Promise<RevocationList | null> {
  if (file === undefined) return null;
  const parsed = SignedRevocationList.safeParse(jsonOf(await readFile(file)));
  const list = parsed.success ? readRevocationList(parsed.data.payload) : null;
  const isGood = parsed.success && checkSignature(keys, bytesOf(parsed.data)) === 'good';
  if (!list || !isGood || list.keyId !== parsed.data?.keyId)
    throw new Error('撤销清单没有通过签名核验，请重新向保密办索取');
  return list;
}

function facts(payload: CertificatePayload): string {
  return [
    `  编号　${payload.serial}${payload.supersedes ? `（换发自 ${payload.supersedes}）` : ''}`,
    `  姓名　${payload.name}（工号 ${payload.employeeNo}，${payload.unit}）`,
    `  名称　${payload.title}（${payload.year} 年度）`,
    `  成绩　${payload.exam.title}，${payload.exam.score} 分（合格线 ${payload.exam.passMark} 分）`,
    `  签发　${payload.issuer}，${payload.issuedOn}，有效期至 ${payload.validUntil}（含当日）`,
  ].join('\n');
}

/** The verdict over what is authentic: ended by the list, run out, or valid. */
function verdict(payload: CertificatePayload, list: RevocationList | null, on: string): { code: number; text: string } {
  const ended = list?.ended.find((entry) => entry.serial === payload.serial);
  if (ended) return { code: 4, text: `${STATE_TEXT[ended.kind].label}：${ended.on}，签名本身无误，但不再有效。` };
  if (on > payload.validUntil) return { code: 3, text: `已过有效期：签名本身无误，有效期至 ${payload.validUntil}。` };
  return { code: 0, text: `有效：签名核验通过（密钥 ${payload.keyId}）。` };
}

type Check = { readonly signed: SignedCertificate; readonly keys: readonly PublicKey[]; readonly on: string };

function report({ signed, keys, on }: Check, list: RevocationList | null, isPrint: boolean): number {
  const found = checkSignature(keys, bytesOf(signed));
  const payload = readPayload(signed.payload);
  if (found === 'unknown-key') {
    console.log(`未知密钥：没有编号为 ${signed.keyId} 的公钥，无法确认真伪。`);
    return 2;
  }
  if (found === 'bad' || payload?.keyId !== signed.keyId) {
    console.log('已被改动：文件内容与签名不一致，请勿采信。');
    return 1;
  }
  const { code, text } = verdict(payload, list, on);
  console.log(`${text}\n${facts(payload)}`);
  if (isPrint) console.log('  以上是 PDF 内嵌的签名内容，请与版面逐项对照；不一致时以上述内容为准。');
  const known = list ? `撤销清单截至 ${list.asOf}，之后` : '没有提供撤销清单，';
  if (code === 0) console.log(`  ${known}是否已被撤销或换发，只有联机核验才能看到。`);
  return code;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string', multiple: true },
      revoked: { type: 'string' },
      on: { type: 'string' },
    },
  });
  const [file] = positionals;
  const on = values.on ?? today();
  if (!file || positionals.length > 1 || !/^\d{4}-\d{2}-\d{2}$/.test(on)) {
    console.error(USAGE);
    return 64;
  }
  const { signed, isPrint } = await readSigned(file);
  if (!signed) {
    console.log('已被改动：这不是本系统导出的证明文件，或文件已损坏。');
    return 1;
  }
  const keys = await keysFor(file, values.key ?? []);
  return report({ signed, keys, on }, await readList(values.revoked, keys), isPrint);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`无法核验：${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 66;
}
