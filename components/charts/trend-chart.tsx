'use client';

import { CartesianGrid, type DotItemDotProps, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { AXIS, GRID } from './marks.ts';

export type TrendDatum = {
  readonly month: string;
  /** Percent; null where nothing is known. */
  readonly rate: number | null;
  readonly lastYear: number | null;
  readonly href: string | null;
  readonly title: string;
};

type TrendChartProps = { data: readonly TrendDatum[]; year: number; label: string };

function lastIndex(data: readonly TrendDatum[], part: 'rate' | 'lastYear'): number {
  return data.findLastIndex((datum) => datum[part] !== null);
}

/** Keeps a label readable where a line runs behind it. */
const HALO = '[paint-order:stroke] stroke-surface stroke-[4px] [stroke-linejoin:round]';

type DotProps = { mark: DotItemDotProps; data: readonly TrendDatum[]; year: number };

function LinkedDot({ mark, data, year }: DotProps) {
  const { cx, cy, index } = mark;
  const datum = data[index];
  if (cx == null || cy == null || datum?.rate == null || !datum.href) return <g />;
  return (
    <g>
      <a href={datum.href} aria-label={datum.title}>
        <title>{datum.title}</title>
        <circle cx={cx} cy={cy} r={12} fill="transparent" />
        <circle cx={cx} cy={cy} r={4} className="fill-series-1" />
      </a>
      {index === lastIndex(data, 'rate') ? (
        <text
          x={cx}
          y={Number(cy) - 10}
          textAnchor={index < 2 ? 'start' : 'end'}
          fontSize={13}
          fontWeight={600}
          className={`fill-ink ${HALO}`}
        >
          {year} {datum.rate.toFixed(1)}%
        </text>
      ) : null}
    </g>
  );
}

function LastYearLabel({ mark, data, year }: DotProps) {
  const { cx, cy, index } = mark;
  if (index !== lastIndex(data, 'lastYear') || cx == null || cy == null) return <g />;
  return (
    <text x={cx} y={Number(cy) - 8} textAnchor="end" fontSize={13} className={`fill-ink-2 ${HALO}`}>
      {year - 1}
    </text>
  );
}

/** Completion rate at the end of each month, last year's pale behind it. */
export function TrendChart({ data, year, label }: TrendChartProps) {
  return (
    <figure aria-label={label} className="m-0">
      <ResponsiveContainer width="100%" height={260}>
        <LineChart data={[...data]} accessibilityLayer={false} margin={{ left: 0, right: 24, top: 26, bottom: 0 }}>
          <CartesianGrid vertical={false} stroke={GRID} />
          <XAxis
            dataKey="month"
            tick={AXIS}
            tickLine={false}
            axisLine={{ stroke: 'var(--color-edge)' }}
            interval="preserveStartEnd"
          />
          <YAxis
            domain={[0, 100]}
            width={44}
            tick={AXIS}
            tickLine={false}
            axisLine={false}
            tickFormatter={(n: number) => `${n}%`}
          />
          <Line
            dataKey="lastYear"
            stroke="var(--color-ink-3)"
            strokeDasharray="5 4"
            strokeWidth={1.5}
            isAnimationActive={false}
            dot={(mark: DotItemDotProps) => <LastYearLabel key={mark.index} mark={mark} data={data} year={year} />}
            activeDot={false}
          />
          <Line
            dataKey="rate"
            stroke="var(--color-series-1)"
            strokeWidth={2.5}
            isAnimationActive={false}
            dot={(mark: DotItemDotProps) => <LinkedDot key={mark.index} mark={mark} data={data} year={year} />}
            activeDot={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </figure>
  );
}
