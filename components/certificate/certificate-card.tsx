import type { Shape, TextShape } from '../../domain/certification/shapes.ts';

const FAMILY = '"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

function Label({ shape }: { shape: TextShape }) {
  const { content, x, y, size, colour, anchor, isBold, turn, opacity } = shape;
  return (
    <text
      x={x}
      y={y}
      fill={colour}
      fontSize={size}
      fontWeight={isBold ? 700 : 400}
      textAnchor={anchor}
      opacity={opacity === 1 ? undefined : opacity}
      transform={turn === 0 ? undefined : `rotate(${turn} ${x} ${y})`}
    >
      {content}
    </text>
  );
}

/** The sheet as it is printed; white in dark mode too. `label` says in words what is drawn. */
export function CertificateCard({ shapes, label }: { shapes: readonly Shape[]; label: string }) {
  return (
    <figure className="overflow-hidden rounded border border-line">
      <svg viewBox="0 0 842 595" role="img" aria-label={label} fontFamily={FAMILY} className="block h-auto w-full">
        <rect width={842} height={595} fill="#ffffff" />
        {shapes.map((shape, index) =>
          shape.kind === 'text' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a drawing is a fixed list that is never reordered
            <Label key={index} shape={shape} />
          ) : (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: a drawing is a fixed list that is never reordered
              key={index}
              d={shape.d}
              fill={shape.fill ?? 'none'}
              stroke={shape.stroke}
              strokeWidth={shape.width}
              opacity={shape.opacity}
            />
          ),
        )}
      </svg>
    </figure>
  );
}
