const BANDS = ['0–9', '10–19', '20–29', '30–39', '40–49', '50–59', '60–69', '70–79', '80–89', '90–100'];
const WIDTH = 300;
const HEIGHT = 90;
const BAR = WIDTH / BANDS.length;

type ScoreBarsProps = { counts: readonly number[]; passMark: number; label: string };

/** How the scores spread in bands of ten, with the pass mark; the same numbers stand in the table below it. */
export function ScoreBars({ counts, passMark, label }: ScoreBarsProps) {
  const most = Math.max(1, ...counts);
  const mark = (passMark / 100) * WIDTH;
  return (
    <figure>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 16}`} role="img" aria-label={label} className="w-full max-w-md">
        {BANDS.map((band, index) => {
          const count = counts[index] ?? 0;
          const height = (count / most) * (HEIGHT - 14);
          return (
            <g key={band}>
              <rect
                x={index * BAR + 2}
                y={HEIGHT - height}
                width={BAR - 4}
                height={height}
                className={index * 10 + 9 < passMark ? 'fill-series-5' : 'fill-series-2'}
              />
              {count > 0 ? (
                <text
                  x={index * BAR + BAR / 2}
                  y={HEIGHT - height - 3}
                  textAnchor="middle"
                  className="fill-ink text-[11px] sm:text-[9px]"
                >
                  {count}
                </text>
              ) : null}
            </g>
          );
        })}
        {[...BANDS.keys(), BANDS.length].map((edge) => (
          <text
            key={edge}
            x={edge * BAR}
            y={HEIGHT + 12}
            textAnchor={edge === 0 ? 'start' : edge === BANDS.length ? 'end' : 'middle'}
            className="fill-ink-2 text-[11px] sm:text-[9px]"
          >
            {edge * 10}
          </text>
        ))}
        <line x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className="stroke-edge" />
        <line x1={mark} x2={mark} y1="0" y2={HEIGHT} strokeDasharray="3 3" className="stroke-seal" />
      </svg>
      <details className="text-sm">
        <summary className="text-primary">看数据表</summary>
        <table className="mt-1 text-sm">
          <caption className="sr-only">{label}</caption>
          <thead>
            <tr>
              <th scope="col" className="pr-6 text-left font-medium text-ink-2">
                分数段
              </th>
              <th scope="col" className="text-right font-medium text-ink-2">
                人次
              </th>
            </tr>
          </thead>
          <tbody>
            {BANDS.map((band, index) => (
              <tr key={band}>
                <td className="pr-6">{band}</td>
                <td className="text-right">{counts[index] ?? 0}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
