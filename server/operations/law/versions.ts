import type { VersionView } from '#domain/law/law-views.ts';
import type { LawRegister, LawVersion } from '../../content/read-laws.ts';

export function versionView(version: LawVersion): VersionView {
  const { adopted, inForce, until, status, isInForce, note, articles } = version;
  return { version: version.version, adopted, inForce, until, status, isInForce, note, articles: articles.size };
}

/** The versions of one law, newest first. */
export function versionsOf(laws: LawRegister, law: string): LawVersion[] {
  return [...laws.values()].filter((one) => one.law === law).sort((a, b) => b.inForce.localeCompare(a.inForce));
}

/** Those of them whose text the register has. */
export function textsOf(laws: LawRegister, law: string): LawVersion[] {
  return versionsOf(laws, law).filter(({ articles }) => articles.size > 0);
}
