'use client';

import {
  Bar,
  BarChart,
  type BarShapeProps,
  LabelList,
  type LabelProps,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import { AXIS } from './marks.ts';

export type CompletionDatum = {
  readonly key: string;
  readonly label: string;
  readonly done: number;
  readonly missing: number;
  /** Text at the end of the bar: 还差 12 · 87.5%. */
  readonly note: string;
  readonly doneHref: string;
  readonly missingHref: string;
};

const ROW_PX = 38;
const PADDING_PX = 16;

type LinkedBarProps = { mark: BarShapeProps; data: readonly CompletionDatum[]; part: 'done' | 'missing' };

function LinkedBar({ mark, data, part }: LinkedBarProps) {
  const datum = data[mark.index];
  if (!datum || mark.width <= 0) return <g />;
  const isDone = part === 'done';
  const label = isDone ? `${datum.label}：已达标 ${datum.done}` : `${datum.label}：还差 ${datum.missing}`;
  return (
    <a href={isDone ? datum.doneHref : datum.missingHref} aria-label={label}>
      <title>{label}</title>
      <rect
        x={mark.x}
        y={mark.y}
        width={mark.width}
        height={mark.height}
        className={isDone ? 'fill-series-1' : 'fill-series-5'}
      />
    </a>
  );
}

/** At the end of the bar, on one line whatever the room. */
function Note({ x = 0, y = 0, width = 0, height = 0, value }: LabelProps) {
  return (
    <text
      x={Number(x) + Number(width) + 6}
      y={Number(y) + Number(height) / 2}
      dominantBaseline="central"
      fontSize={13}
      className="fill-ink"
    >
      {String(value ?? '')}
    </text>
  );
}

/** One bar a unit or category: done, then missing, longest gap on top; each part opens its list. */
export function CompletionChart({ data, label }: { data: readonly CompletionDatum[]; label: string }) {
  return (
    <figure aria-label={label} className="m-0">
      <ResponsiveContainer width="100%" height={data.length * ROW_PX + PADDING_PX}>
        <BarChart
          data={[...data]}
          layout="vertical"
          accessibilityLayer={false}
          margin={{ left: 0, right: 136, top: 4, bottom: 4 }}
          barCategoryGap="28%"
        >
          <XAxis type="number" hide />
          <YAxis
            type="category"
            dataKey="label"
            width={88}
            tick={AXIS}
            axisLine={false}
            tickLine={false}
            interval={0}
          />
          <Bar
            dataKey="done"
            stackId="all"
            isAnimationActive={false}
            shape={(mark: BarShapeProps) => <LinkedBar mark={mark} data={data} part="done" />}
          />
          <Bar
            dataKey="missing"
            stackId="all"
            isAnimationActive={false}
            shape={(mark: BarShapeProps) => <LinkedBar mark={mark} data={data} part="missing" />}
            minPointSize={1}
          >
            <LabelList dataKey="note" content={(label: LabelProps) => <Note {...label} />} />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </figure>
  );
}
