'use client';

import {
  Bar,
  BarChart,
  type BarShapeProps,
  LabelList,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import { AXIS } from './marks.ts';

export type HoursDatum = {
  readonly label: string;
  readonly count: number;
  readonly enough: boolean;
  readonly href: string;
};

type HoursChartProps = {
  data: readonly HoursDatum[];
  /** Label of the first bin that meets the requirement, and the words at the line. */
  required: { readonly at: string; readonly text: string } | null;
  label: string;
};

function LinkedBar({ mark, data }: { mark: BarShapeProps; data: readonly HoursDatum[] }) {
  const datum = data[mark.index];
  if (!datum || datum.count === 0) return <g />;
  const label = `${datum.label} 学时：${datum.count}`;
  return (
    <a href={datum.href} aria-label={label}>
      <title>{label}</title>
      <rect
        x={mark.x}
        y={mark.y}
        width={mark.width}
        height={mark.height}
        className={datum.enough ? 'fill-series-1' : 'fill-series-5'}
      />
    </a>
  );
}

/** How many plans stand at how many 学时, with the required line. */
export function HoursChart({ data, required, label }: HoursChartProps) {
  return (
    <figure aria-label={label} className="m-0">
      <ResponsiveContainer width="100%" height={260}>
        <BarChart
          data={[...data]}
          accessibilityLayer={false}
          margin={{ left: 0, right: 8, top: 26, bottom: 0 }}
          barCategoryGap={2}
        >
          <XAxis
            dataKey="label"
            tick={AXIS}
            tickLine={false}
            axisLine={{ stroke: 'var(--color-edge)' }}
            interval="preserveStartEnd"
          />
          <YAxis hide />
          {required ? (
            <ReferenceLine
              x={required.at}
              position="start"
              stroke="var(--color-seal)"
              strokeDasharray="4 3"
              label={{
                value: required.text,
                position: 'insideTopLeft',
                offset: 6,
                fontSize: 13,
                fill: 'var(--color-seal)',
              }}
            />
          ) : null}
          <Bar
            dataKey="count"
            isAnimationActive={false}
            shape={(mark: BarShapeProps) => <LinkedBar mark={mark} data={data} />}
          >
            <LabelList
              dataKey="count"
              position="top"
              fontSize={13}
              fill="var(--color-ink)"
              formatter={(n) => (n === 0 ? '' : n)}
            />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </figure>
  );
}
