import { type ArticleChange, CHANGE_LABEL, type ChangeKind } from './compare.ts';
import type { ArticleText } from './law-text.ts';
import type { DiffPart } from './text-diff.ts';

export type VersionView = {
  readonly version: string;
  /** Null where no trustworthy source was at hand. */
  readonly adopted: string | null;
  readonly inForce: string;
  readonly until: string | null;
  readonly status: string;
  readonly isInForce: boolean;
  readonly note: string;
  readonly articles: number;
};

/** One law of the register, its versions newest first. */
export type LawView = {
  readonly law: string;
  readonly title: string;
  readonly versions: readonly VersionView[];
  /** Lessons that cite any version. */
  readonly lessons: number;
};

export type CitingLesson = { readonly lessonId: string; readonly label: string };

export type ArticleSide = {
  readonly title: string;
  readonly chapter: string;
  readonly paragraphs: readonly (readonly DiffPart[])[];
};

export type ChangeRow = {
  /** Names the row in the address. */
  readonly anchor: string;
  readonly kind: ChangeKind;
  readonly from: ArticleSide | null;
  readonly to: ArticleSide | null;
  /** The article of the other version that says most of it, 第四十三条. */
  readonly near: string | null;
  readonly citedBy: readonly CitingLesson[];
};

export type ComparisonView = {
  readonly law: string;
  readonly title: string;
  /** Null when the register has one version only: its articles then stand alone. */
  readonly from: VersionView | null;
  readonly to: VersionView;
  readonly versions: readonly VersionView[];
  readonly rows: readonly ChangeRow[];
  readonly counts: Readonly<Record<ChangeKind, number>>;
};

/** One citation of an older version, for the 保密办. */
export type ReviewLine = {
  readonly key: string;
  readonly kind: 'lesson' | 'item';
  readonly label: string;
  readonly href: string;
  /** 《保密法》（2010年版）第十二条 */
  readonly citation: string;
  readonly what: string;
  /** The comparison at this article; null when the register has no newer version. */
  readonly comparison: string | null;
};

/** Lessons and questions that cite older law: to be read again, and those where only the citation is to be updated. */
export type ReviewLists = { readonly review: readonly ReviewLine[]; readonly update: readonly ReviewLine[] };

/** The law is known to have changed, but the register has no text of this version yet. */
export function isToBeConfirmed(version: Pick<VersionView, 'articles'>): boolean {
  return version.articles === 0;
}

/** Names a row: by its article in the newer version, or by that of the older one when it is gone. */
export function anchorOf(change: ArticleChange): string {
  return 'to' in change ? `a-${change.to.number}` : `old-${change.from.number}`;
}

export function lawPath(law: string): string {
  return `/learn/laws/${encodeURIComponent(law)}`;
}

/** The comparison of two versions, at one of its rows if named. */
export function comparisonHref(
  law: string,
  { from, to, onlyChanged = false }: { from: string; to: string; onlyChanged?: boolean },
  anchor = '',
): string {
  const query = `from=${from}&to=${to}${onlyChanged ? '&changed=1' : ''}`;
  return `${lawPath(law)}?${query}${anchor ? `#${anchor}` : ''}`;
}

const SHOWN = 24;
const short = (text: string) => {
  const line = text.replaceAll('\n', '');
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
};

function firstWords(parts: readonly DiffPart[]): string {
  const of = (kind: DiffPart['kind']) => parts.find((part) => part.kind === kind)?.text;
  const [removed, added] = [of('removed'), of('added')];
  return [removed ? `删“${short(removed)}”` : '', added ? `增“${short(added)}”` : ''].filter(Boolean).join('，');
}

const place = (article: ArticleText) => `现为${article.title}`;

/** In one line what became of an article: 内容修改，现为第十六条：增“主要”. */
export function changeSummary(change: ArticleChange): string {
  const label = CHANGE_LABEL[change.kind];
  switch (change.kind) {
    case 'unchanged':
      return label;
    case 'renumbered':
      return `${label}，${place(change.to)}`;
    case 'changed':
      return `${label}，${place(change.to)}：${firstWords(change.parts)}`;
    default:
      return label;
  }
}
