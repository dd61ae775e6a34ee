import { crc32, inflateRawSync } from 'node:zlib';

/** Why a zip is not opened; the text is for the person who sent it. */
export class ZipRefused extends Error {}

export type ZipLimits = {
  /** Bytes of all entries together once unpacked. */
  readonly unpackedBytes: number;
  readonly entries: number;
  /** Largest unpacked size in relation to the packed one; small entries are let be. */
  readonly ratio: number;
};

/** For office documents people send: pictures and text, never more than a few times their own size. */
export const OFFICE_LIMITS: ZipLimits = { unpackedBytes: 100 * 1024 * 1024, entries: 500, ratio: 150 };

const END = 0x06054b50;
const DIRECTORY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const MAX_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 0x1;
const SMALL = 1024 * 1024;
const BROKEN = '文件已损坏或不是有效的文档';
const TOO_BIG = '文件解压后过大';

type Entry = {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
};

/** An archive whose directory has been looked at and found harmless; entries are unpacked when asked for. */
export type Zip = {
  readonly names: readonly string[];
  /** @returns null when there is no such entry. @throws ZipRefused when it is not what the directory says. */
  readonly read: (name: string) => Buffer | null;
};

function endOf(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_BYTES - MAX_COMMENT);
  for (let at = bytes.length - END_BYTES; at >= first; at--) {
    if (bytes.readUInt32LE(at) === END && at + END_BYTES + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  }
  throw new ZipRefused(BROKEN);
}

function entryAt(bytes: Buffer, at: number): { readonly entry: Entry; readonly next: number } {
  if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY) throw new ZipRefused(BROKEN);
  const flags = bytes.readUInt16LE(at + 8);
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const next = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  if (next > bytes.length) throw new ZipRefused(BROKEN);
  const entry: Entry = {
    name: bytes.toString('utf8', at + 46, nameEnd),
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    packed: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    offset: bytes.readUInt32LE(at + 42),
  };
  if ((flags & ENCRYPTED) !== 0) throw new ZipRefused('文件已加密，无法检查内容');
  if (entry.method !== STORED && entry.method !== DEFLATED) throw new ZipRefused(BROKEN);
  return { entry, next };
}

/** Names never become paths here, but a name that tries to is the mark of a made-up archive. */
function isHonestName(name: string): boolean {
  return !(/^[/\\]|^[a-z]:|\\/i.test(name) || name.includes('\0') || name.split('/').includes('..'));
}

function check(entries: readonly Entry[], limits: ZipLimits, directoryAt: number): void {
  if (new Set(entries.map((entry) => entry.name)).size !== entries.length) throw new ZipRefused(BROKEN);
  let total = 0;
  for (const { name, packed, size } of entries) {
    if (!isHonestName(name)) throw new ZipRefused(BROKEN);
    if (size > SMALL && size > packed * limits.ratio) throw new ZipRefused(TOO_BIG);
    total += size;
  }
  if (total > limits.unpackedBytes) throw new ZipRefused(TOO_BIG);
  // Entries that share bytes unpack to far more than the file holds (overlapping bombs).
  let free = 0;
  for (const { offset, packed } of [...entries].sort((a, b) => a.offset - b.offset)) {
    if (offset < free || offset + 30 + packed > directoryAt) throw new ZipRefused(BROKEN);
    free = offset + 30 + packed;
  }
}

function unpack(bytes: Buffer, entry: Entry): Buffer {
  if (bytes.readUInt32LE(entry.offset) !== LOCAL) throw new ZipRefused(BROKEN);
  const start = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28);
  const packed = bytes.subarray(start, start + entry.packed);
  let content: Buffer;
  try {
    // The size in the directory may lie: unpacking stops at it.
    content = entry.method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
  } catch {
    throw new ZipRefused(BROKEN);
  }
  if (content.length !== entry.size || crc32(content) !== entry.crc) throw new ZipRefused(BROKEN);
  return content;
}

/**
 * Opens a zip somebody sent. The whole directory is checked before anything is unpacked: number and size of entries,
 * ratio, overlaps, names, encryption (UP-01, UP-04); zip64 is not needed below 4 GB and is refused.
 * @throws ZipRefused with the reason in Chinese.
 */
export function openZip(bytes: Buffer, limits: ZipLimits = OFFICE_LIMITS): Zip {
  if (bytes.length < END_BYTES) throw new ZipRefused(BROKEN);
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  const directoryAt = bytes.readUInt32LE(end + 16);
  const isWhole = bytes.readUInt16LE(end + 4) === 0 && bytes.readUInt16LE(end + 8) === count;
  if (!isWhole || count === 0xffff || directoryAt >= end) throw new ZipRefused(BROKEN);
  if (count > limits.entries) throw new ZipRefused('文件包含的部分过多');
  const entries: Entry[] = [];
  let at = directoryAt;
  for (let i = 0; i < count; i++) {
    const { entry, next } = entryAt(bytes, at);
    entries.push(entry);
    at = next;
  }
  if (at > end) throw new ZipRefused(BROKEN);
  check(entries, limits, directoryAt);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return {
    names: entries.map((entry) => entry.name),
    read: (name) => {
      const entry = byName.get(name);
      return entry ? unpack(bytes, entry) : null;
    },
  };
}
