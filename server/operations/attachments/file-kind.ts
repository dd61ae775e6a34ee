/** What may be attached, told by content. */
export type FileKind = 'pdf' | 'png' | 'jpg' | 'xlsx' | 'docx';

const OFFICE = 'application/vnd.openxmlformats-officedocument';

export const MEDIA_TYPE: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  docx: `${OFFICE}.wordprocessingml.document`,
};

const EXTENSIONS: Readonly<Record<string, FileKind>> = {
  pdf: 'pdf',
  png: 'png',
  jpg: 'jpg',
  jpeg: 'jpg',
  xlsx: 'xlsx',
  docx: 'docx',
};

const MAGIC: readonly (readonly [readonly number[], 'pdf' | 'png' | 'jpg' | 'zip'])[] = [
  [[0x25, 0x50, 0x44, 0x46, 0x2d], 'pdf'],
  [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'png'],
  [[0xff, 0xd8, 0xff], 'jpg'],
  [[0x50, 0x4b, 0x03, 0x04], 'zip'],
];

/** What the first bytes say; null for everything that is not taken. */
export function magicOf(bytes: Uint8Array): 'pdf' | 'png' | 'jpg' | 'zip' | null {
  const match = MAGIC.find(([signs]) => signs.every((sign, i) => bytes[i] === sign));
  return match?.[1] ?? null;
}

/** What a file's name says; null without one of the known extensions. */
export function kindOfName(name: string): FileKind | null {
  const extension = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(EXTENSIONS, extension) ? (EXTENSIONS[extension] ?? null) : null;
}
