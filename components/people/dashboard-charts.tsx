import type { CompletionBar, DashboardView } from '../../domain/people/dashboard-view.ts';
import { peopleHref } from '../../domain/people/progress-filter.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { CompletionBars } from '../charts/completion-bars.tsx';
import { LazyHoursChart, LazyTrendChart } from '../charts/lazy-charts.tsx';
import { Card } from '../ui/card.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { formatPercent } from '../ui/format.ts';
import { TextLink } from '../ui/text-link.tsx';

const BARS_SHOWN = 20;

function barTable(caption: string, head: string, bars: readonly CompletionBar[]) {
  return (
    <DataTable
      caption={caption}
      phone="table"
      density="compact"
      rows={bars}
      rowKey={(bar) => bar.key}
      columns={[
        { key: 'label', head, cell: (bar) => bar.label },
        {
          key: 'all',
          head: '应训',
          align: 'end',
          cell: (bar) => <TextLink href={peopleHref(bar.all.list)}>{bar.all.count}</TextLink>,
        },
        {
          key: 'done',
          head: '已达标',
          align: 'end',
          cell: (bar) => <TextLink href={peopleHref(bar.done.list)}>{bar.done.count}</TextLink>,
        },
        {
          key: 'missing',
          head: '还差',
          align: 'end',
          cell: (bar) => <TextLink href={peopleHref(bar.missing.list)}>{bar.missing.count}</TextLink>,
        },
        { key: 'rate', head: '完成率', align: 'end', cell: (bar) => formatPercent(bar.done.count, bar.all.count) },
      ]}
    />
  );
}

export function CompletionCard({ title, head, bars }: { title: string; head: string; bars: readonly CompletionBar[] }) {
  const data = bars.slice(0, BARS_SHOWN).map((bar) => ({
    key: bar.key,
    label: bar.label,
    done: bar.done.count,
    missing: bar.missing.count,
    note: `${bar.missing.count > 0 ? `还差 ${bar.missing.count} · ` : ''}${formatPercent(bar.done.count, bar.all.count)}`,
    doneHref: peopleHref(bar.done.list),
    missingHref: peopleHref(bar.missing.list),
  }));
  const more = bars.length - data.length;
  return (
    <ChartCard
      title={title}
      note={`蓝色为已达标，赭色为未达标，按缺口从大到小排列${more > 0 ? `；其余 ${more} 个见表格` : ''}。点一段看名单。`}
      chart={<CompletionBars data={data} label={title} />}
      table={barTable(title, head, bars)}
    />
  );
}

function binLabel(bin: { readonly from: number; readonly to: number | null }): string {
  return bin.to === null ? `≥${bin.from}` : `${bin.from}–${bin.to}`;
}

export function HoursCard({ hours, requiredHours }: Pick<DashboardView, 'hours' | 'requiredHours'>) {
  const first = requiredHours === null ? undefined : hours.find((bin) => bin.from >= requiredHours);
  const required =
    first && requiredHours !== null ? { at: binLabel(first), text: `要求 ${requiredHours.toFixed(1)} 学时` } : null;
  const data = hours.map((bin) => ({
    label: binLabel(bin),
    count: bin.count,
    enough: requiredHours === null || bin.from >= requiredHours,
    href: peopleHref(bin.list),
  }));
  return (
    <ChartCard
      title="学时分布"
      note={requiredHours === null ? '所选计划的学时要求不一，不画要求线。' : '横轴为学时，虚线右侧已满足学时要求。'}
      chart={<LazyHoursChart data={data} required={required} label="学时分布" />}
      table={
        <DataTable
          caption="学时分布"
          phone="table"
          density="compact"
          rows={hours}
          rowKey={(bin) => String(bin.from)}
          columns={[
            { key: 'bin', head: '学时', cell: binLabel },
            {
              key: 'count',
              head: '人次',
              align: 'end',
              cell: (bin) => <TextLink href={peopleHref(bin.list)}>{bin.count}</TextLink>,
            },
          ]}
        />
      }
    />
  );
}

const percent = (rate: number | null) => (rate === null ? null : Math.floor(rate * 1000) / 10);
const percentText = (rate: number | null) => (rate === null ? '—' : `${percent(rate)?.toFixed(1)}%`);

export function TrendCard({ trend, year }: Pick<DashboardView, 'trend' | 'year'>) {
  const data = trend.map((point) => ({
    month: `${point.month}月`,
    rate: percent(point.rate),
    lastYear: percent(point.lastYear),
    href: point.done ? peopleHref(point.done.list) : null,
    title: `${point.month} 月末完成率 ${percentText(point.rate)}，已达标 ${point.done?.count ?? 0}`,
  }));
  return (
    <ChartCard
      title="完成率走势"
      note="各月末的完成率，按人员在截至日期所在的单位统计；浅色虚线为上一年度。"
      chart={<LazyTrendChart data={data} year={year} label="完成率走势" />}
      table={
        <DataTable
          caption="完成率走势"
          phone="table"
          density="compact"
          rows={trend}
          rowKey={(point) => String(point.month)}
          columns={[
            { key: 'month', head: '月份', cell: (point) => `${point.month} 月` },
            {
              key: 'done',
              head: '已达标',
              align: 'end',
              cell: (point) =>
                point.done ? <TextLink href={peopleHref(point.done.list)}>{point.done.count}</TextLink> : '—',
            },
            { key: 'rate', head: String(year), align: 'end', cell: (point) => percentText(point.rate) },
            { key: 'last', head: String(year - 1), align: 'end', cell: (point) => percentText(point.lastYear) },
          ]}
        />
      }
    />
  );
}

export function ExpiringCard({ expiring }: Pick<DashboardView, 'expiring'>) {
  return (
    <Card title="证明即将到期">
      <ul className="grid grid-cols-3 gap-3">
        {expiring.map((item) => (
          <li key={item.days}>
            <TextLink href={peopleHref(item.list)} className="block">
              <span className="block font-semibold text-2xl">{item.count}</span>
              <span className="text-sm">{item.days} 天内</span>
            </TextLink>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-ink-2 text-sm">后一档包含前一档；同一计划已有新证明的不计。</p>
    </Card>
  );
}
