export type CompletionDatum = {
  readonly key: string;
  readonly label: string;
  readonly done: number;
  readonly missing: number;
  /** Text beside the bar: 还差 12 · 87.5%. */
  readonly note: string;
  readonly doneHref: string;
  readonly missingHref: string;
};

const BAR_PX = 18;

type PartProps = { from: number; share: number; href: string; label: string; tone: string };

function Part({ from, share, href, label, tone }: PartProps) {
  if (share <= 0) return null;
  return (
    <a href={href} aria-label={label}>
      <title>{label}</title>
      <rect x={`${from}%`} width={`${share}%`} y={0} height={BAR_PX} className={tone} />
    </a>
  );
}

/**
 * One bar a unit or category: done, then missing; each part opens its list. Drawn without scripts, so that names wrap
 * and stay whole at any width and on paper.
 */
export function CompletionBars({ data, label }: { data: readonly CompletionDatum[]; label: string }) {
  const most = Math.max(1, ...data.map((datum) => datum.done + datum.missing));
  const percent = (count: number) => (count / most) * 100;
  return (
    <figure aria-label={label} className="@container m-0">
      <ul className="space-y-3 @md:space-y-2">
        {data.map((datum) => (
          <li
            key={datum.key}
            className="grid grid-cols-[1fr_auto] items-center gap-x-3 gap-y-1 text-xs @md:grid-cols-[minmax(5rem,10rem)_1fr_8.5rem]"
          >
            <span className="@md:text-end">{datum.label}</span>
            <svg
              width="100%"
              height={BAR_PX}
              className="order-last col-span-2 @md:order-none @md:col-span-1"
              role="presentation"
            >
              <Part
                from={0}
                share={percent(datum.done)}
                href={datum.doneHref}
                label={`${datum.label}：已达标 ${datum.done}`}
                tone="fill-series-1"
              />
              <Part
                from={percent(datum.done)}
                share={percent(datum.missing)}
                href={datum.missingHref}
                label={`${datum.label}：还差 ${datum.missing}`}
                tone="fill-series-5"
              />
            </svg>
            <span className="whitespace-nowrap">{datum.note}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
