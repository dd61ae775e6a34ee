import { CHANGE_KINDS, CHANGE_LABEL, type ChangeKind } from '../../domain/law/compare.ts';
import { type ChangeRow, type ComparisonView, comparisonHref } from '../../domain/law/law-views.ts';
import { TabLinks } from '../ui/tab-links.tsx';
import { ArticleRow } from './article-row.tsx';
import { VersionDates, VersionStatus } from './law-register.tsx';

/** Kinds with another text than before; a different number alone is no change of what the law says. */
const CHANGED: readonly ChangeKind[] = ['changed', 'new', 'removed'];

type Props = {
  view: ComparisonView;
  onlyChanged: boolean;
  /** Whether the reader may open lessons. */
  canRead: boolean;
};

function Versions({ view }: { view: ComparisonView }) {
  const versions = [view.from, view.to].flatMap((version) => version ?? []);
  return (
    <ul className="m-0 grid list-none gap-x-6 gap-y-2 p-0 md:grid-cols-2">
      {versions.map((version) => (
        <li key={version.version}>
          <p className="flex flex-wrap items-center gap-2">
            <span className="font-medium">{version.version} 年版</span>
            <VersionStatus version={version} />
          </p>
          <p className="text-ink-2 text-sm">
            <VersionDates version={version} />
          </p>
          {version.note ? <p className="text-ink-2 text-sm">{version.note}</p> : null}
        </li>
      ))}
    </ul>
  );
}

function Counts({ view }: { view: ComparisonView }) {
  const shown = CHANGE_KINDS.filter((kind) => view.counts[kind] > 0);
  return <p className="text-sm">{shown.map((kind) => `${CHANGE_LABEL[kind]} ${view.counts[kind]} 条`).join('，')}。</p>;
}

const jumpLabel = (row: ChangeRow) => row.to?.title ?? `原${row.from?.title ?? ''}`;

function Jump({ rows }: { rows: readonly ChangeRow[] }) {
  return (
    <details className="rounded border border-line bg-surface px-4 py-2">
      <summary className="min-h-6 font-medium">跳到某一条</summary>
      <nav aria-label="各条">
        <ul className="m-0 mt-2 flex list-none flex-wrap gap-x-4 gap-y-1 p-0 text-sm">
          {rows.map((row) => (
            <li key={row.anchor}>
              <a
                className="inline-block min-h-6 text-primary underline underline-offset-3 hover:text-primary-hover"
                href={`#${row.anchor}`}
              >
                {jumpLabel(row)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </details>
  );
}

/** One law article by article, beside its earlier version if there is one. */
export function LawComparison({ view, onlyChanged, canRead }: Props) {
  const { law, from, to } = view;
  const rows = from && onlyChanged ? view.rows.filter((row) => CHANGED.includes(row.kind)) : view.rows;
  const href = (changed: boolean) =>
    comparisonHref(law, { from: from?.version ?? '', to: to.version, onlyChanged: changed });
  const changed = CHANGED.reduce((sum, kind) => sum + view.counts[kind], 0);
  return (
    <div className="space-y-4">
      <Versions view={view} />
      {from ? (
        <>
          <Counts view={view} />
          <TabLinks
            label="显示哪些条"
            current={href(onlyChanged)}
            items={[
              { href: href(false), label: '全部', count: view.rows.length },
              { href: href(true), label: '只看有变化的', count: changed },
            ]}
          />
        </>
      ) : null}
      <Jump rows={rows} />
      {rows.map((row) => (
        <ArticleRow key={row.anchor} row={row} view={view} canRead={canRead} />
      ))}
    </div>
  );
}
