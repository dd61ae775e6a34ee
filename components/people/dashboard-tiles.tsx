import type { DashboardView } from '../../domain/people/dashboard-view.ts';
import { peopleHref } from '../../domain/people/progress-filter.ts';
import { FigureLink } from '../home/figure-link.tsx';
import { formatPercent } from '../ui/format.ts';
import { TextLink } from '../ui/text-link.tsx';

function changeText(change: number | null): string {
  if (change === null) return '无上月数据可比';
  const points = Math.abs(change).toFixed(1);
  if (points === '0.0') return '与上月末持平';
  return `比上月末${change > 0 ? '高' : '低'} ${points} 个百分点`;
}

/** Six numbers, each a door to the list it counts, and below them those who are exempt. */
export function DashboardTiles({ tiles }: { tiles: DashboardView['tiles'] }) {
  const { owed, done, missing, overdue, sat, passed, exempt } = tiles;
  return (
    <div className="space-y-2">
      <ul aria-label="概况" className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
        <li>
          <FigureLink
            label="应训"
            value={owed.count}
            unit="人次"
            href={peopleHref(owed.list)}
            note="一人一项计划计 1 人次"
          />
        </li>
        <li>
          <FigureLink
            label="已达标"
            value={done.count}
            unit="人次"
            href={peopleHref(done.list)}
            note={`还差 ${missing.count} 人次`}
          />
        </li>
        <li>
          <FigureLink
            label="完成率"
            value={formatPercent(done.count, owed.count)}
            href={peopleHref(missing.list)}
            note={changeText(tiles.change)}
          />
        </li>
        <li>
          <FigureLink
            label="平均学时"
            value={tiles.averageHours === null ? '—' : (Math.floor(tiles.averageHours * 10) / 10).toFixed(1)}
            href={peopleHref(owed.list, { sort: 'hours', dir: 'asc' })}
            note="点开从少到多排列"
          />
        </li>
        <li>
          <FigureLink
            label="考试通过率"
            value={formatPercent(passed.count, sat.count)}
            href={peopleHref(sat.list)}
            note={`已考 ${sat.count}，通过 ${passed.count}`}
          />
        </li>
        <li>
          <FigureLink
            label="逾期"
            value={overdue.count}
            unit="人次"
            tone={overdue.count > 0 ? 'danger' : 'success'}
            href={peopleHref(overdue.list)}
            note={overdue.count > 0 ? '请尽快提醒' : '没有逾期'}
          />
        </li>
      </ul>
      <p className="text-ink-2 text-sm">
        <TextLink href={peopleHref(exempt.list)}>已免训 {exempt.count} 人次</TextLink>，不计入应训、达标和逾期。
      </p>
    </div>
  );
}
