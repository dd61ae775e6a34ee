import type { PolicyVersionView } from '../../domain/policy/policy-view.ts';
import { formatDateTime } from '../ui/format.ts';
import { Badge } from '../ui/status.tsx';
import { PolicyFacts } from './policy-facts.tsx';

function makers({ origin, madeBy, approvedBy }: PolicyVersionView): string {
  return origin === 'default' ? '产品默认' : `${madeBy ?? '—'}起草，${approvedBy ?? '—'}批准`;
}

/** Every version, newest first; none is ever changed. */
export function VersionHistory({
  versions,
  current,
}: {
  versions: readonly PolicyVersionView[];
  current: number | null;
}) {
  return (
    <ol className="divide-y divide-line">
      {versions.map((row) => (
        <li key={row.version} className="py-2">
          <details>
            <summary className="cursor-pointer">
              <span className="font-medium">第 {row.version} 版</span>
              <span className="ml-2">{row.from}</span>
              {row.version === current ? <Badge className="ml-2">现行</Badge> : null}
              <span className="block text-ink-2 text-sm sm:ml-2 sm:inline">
                {makers(row)} · {formatDateTime(row.createdAt)}
              </span>
            </summary>
            <div className="mt-2 rounded bg-ground px-3 py-2">
              <PolicyFacts facts={row.facts} />
            </div>
          </details>
        </li>
      ))}
    </ol>
  );
}
