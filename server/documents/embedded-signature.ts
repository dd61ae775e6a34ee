import { SignedCertificate } from '#domain/certification/payload.ts';

/** Introduces the signed text among the keywords of a printed certificate; a PDF keeps them unless it is made anew. */
const MARK = 'shoumi-signed-certificate:';

/** The signed file as one word for the keywords of a PDF. */
export function embeddedText(signed: SignedCertificate): string {
  return MARK + Buffer.from(JSON.stringify(signed), 'utf8').toString('base64url');
}

/**
 * The signed file inside a printed certificate. It says what was issued, whatever somebody has drawn over the sheet.
 * @returns null when the bytes hold none, or one that cannot be read.
 */
export function embeddedIn(pdf: Uint8Array): SignedCertificate | null {
  const found = new RegExp(`${MARK}([A-Za-z0-9_-]{2,40000})`).exec(Buffer.from(pdf).toString('latin1'));
  if (!found?.[1]) return null;
  try {
    const parsed = SignedCertificate.safeParse(JSON.parse(Buffer.from(found[1], 'base64url').toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
