/** Where an article stands in the register, with the item cited if any. */
export type LawPlace = {
  readonly law: string;
  readonly version: string;
  readonly article: string;
  readonly item?: string | undefined;
};

const PREFIX = '#law=';
const PLACE = /^([^/\s]+)\/(\d{4})\/(\d+(?:-\d+)?)(?:\(([一二三四五六七八九十]+)\))?$/;

/** The address part that opens an article beside the text; it can be copied and sent to somebody. */
export function lawHref({ law, version, article, item }: LawPlace): string {
  return `${PREFIX}${encodeURIComponent(`${law}/${version}/${article}${item ? `(${item})` : ''}`)}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** The place a `保密法/2024/31(三)` names; null when it names none. */
export function parsePlace(reference: string): LawPlace | null {
  const match = PLACE.exec(reference);
  if (!match) return null;
  const [, law = '', version = '', article = '', item] = match;
  return { law, version, article, item };
}

/** The article an address asks for; null when it asks for none. */
export function placeOfHash(hash: string): LawPlace | null {
  return hash.startsWith(PREFIX) ? parsePlace(decoded(hash.slice(PREFIX.length))) : null;
}

export function lawApiPath({ law, version, article }: LawPlace): string {
  return `/api/v1/laws/${encodeURIComponent(law)}/${version}/${article}`;
}
