import { CHANGE_LABEL, type ChangeKind } from '../../domain/law/compare.ts';
import type { ArticleSide, ChangeRow, ComparisonView } from '../../domain/law/law-views.ts';
import type { DiffPart } from '../../domain/law/text-diff.ts';
import { Badge, Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';
import type { Tone } from '../ui/tone.ts';

const TONE: Readonly<Record<ChangeKind, Tone>> = {
  unchanged: 'neutral',
  renumbered: 'neutral',
  changed: 'warning',
  new: 'success',
  removed: 'danger',
};

function Part({ part }: { part: DiffPart }) {
  if (part.kind === 'removed') return <del className="rounded-sm bg-seal-tint text-ink">{part.text}</del>;
  if (part.kind === 'added') {
    return <ins className="rounded-sm bg-success-tint font-medium text-ink underline-offset-4">{part.text}</ins>;
  }
  return part.text;
}

function Paragraphs({ side }: { side: ArticleSide }) {
  return (
    <div className="mt-1 space-y-1.5 leading-[1.8]">
      {side.paragraphs.map((parts, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text of a statute never changes its order
        <p key={index}>
          {parts.map((part, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <Part key={at} part={part} />
          ))}
        </p>
      ))}
    </div>
  );
}

type SideProps = { side: ArticleSide | null; version: string; near: string | null };

function Side({ side, version, near }: SideProps) {
  if (side) {
    return (
      <div className="min-w-0">
        <p className="text-ink-2 text-sm">
          {version} 年版{side.title}
        </p>
        <Paragraphs side={side} />
      </div>
    );
  }
  return (
    <p className="text-ink-2 text-sm">
      {version} 年版没有对应的条。{near ? `文字最接近的是${near}。` : ''}
    </p>
  );
}

function headingOf({ kind, from, to }: ChangeRow): string {
  if (kind === 'renumbered' || kind === 'changed') {
    return from?.title === to?.title ? (to?.title ?? '') : `${from?.title ?? ''} → ${to?.title ?? ''}`;
  }
  return to?.title ?? `原${from?.title ?? ''}`;
}

function CitedBy({ row, canRead }: { row: ChangeRow; canRead: boolean }) {
  if (row.citedBy.length === 0) return null;
  return (
    <details className="mt-2 text-sm">
      <summary className="min-h-6 text-ink-2">引用本条的课程（{row.citedBy.length}）</summary>
      <ul className="m-0 mt-1 flex list-none flex-wrap gap-x-4 gap-y-1 p-0">
        {row.citedBy.map(({ lessonId, label }) => (
          <li key={lessonId}>
            {canRead ? (
              <TextLink className="inline-block min-h-6" href={`/learn/${lessonId}`}>
                {label}
              </TextLink>
            ) : (
              label
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

type ArticleRowProps = { row: ChangeRow; view: ComparisonView; canRead: boolean };

/** What became of one article: side by side on a wide screen, one above the other on a phone; equal texts stand once. */
export function ArticleRow({ row, view, canRead }: ArticleRowProps) {
  const { anchor, kind, from, to } = row;
  const isEqual = kind === 'unchanged' || kind === 'renumbered';
  return (
    <section
      id={anchor}
      aria-labelledby={`${anchor}-title`}
      className="card scroll-mt-20 rounded border border-line bg-surface px-4 py-3"
    >
      <div className="flex flex-wrap items-center gap-2">
        <h2 id={`${anchor}-title`} className="text-base">
          {headingOf(row)}
        </h2>
        {view.from ? <Status tone={TONE[kind]}>{CHANGE_LABEL[kind]}</Status> : null}
        <Badge className="whitespace-normal!">{(to ?? from)?.chapter}</Badge>
      </div>
      {isEqual && to ? (
        <Paragraphs side={to} />
      ) : (
        <div className="mt-1 grid gap-x-6 gap-y-3 md:grid-cols-2">
          <Side side={from} version={view.from?.version ?? ''} near={row.near} />
          <Side side={to} version={view.to.version} near={row.near} />
        </div>
      )}
      <CitedBy row={row} canRead={canRead} />
    </section>
  );
}
