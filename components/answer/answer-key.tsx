import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { lawWords } from '../../domain/learning/law-words.ts';
import type { Row } from './arrange.ts';

type LineProps = { isRight: boolean; children: ReactNode; own: string; why: string | undefined };

function Line({ isRight, children, own, why }: LineProps) {
  const Icon = isRight ? Check : X;
  return (
    <li className={`rounded border px-3 py-2 ${isRight ? 'border-success' : 'border-line'}`}>
      <p className="my-0 flex flex-wrap items-center gap-x-3 gap-y-1">
        <span>{children}</span>
        <span className={`inline-flex items-center gap-1 text-sm ${isRight ? 'text-success' : 'text-seal'}`}>
          <Icon aria-hidden className="size-4" />
          {own}
        </span>
      </p>
      {why ? <p className="my-0 mt-1 text-ink-2 text-sm">{lawWords(why)}</p> : null}
    </li>
  );
}

const textOf = (rows: readonly Row[], id: string | undefined) => rows.find((row) => row.id === id)?.text ?? '';

type OrderingKeyProps = {
  items: readonly Row[];
  order: readonly string[];
  answer: readonly string[];
  why: Readonly<Record<string, string>>;
};

/** The right order, with where the person had put each step and why it stands there. */
export function OrderingKeyList({ items, order, answer, why }: OrderingKeyProps) {
  return (
    <ol className="m-0 list-none space-y-2 p-0">
      {order.map((id, index) => {
        const own = answer.indexOf(id);
        return (
          <Line
            key={id}
            isRight={own === index}
            own={own < 0 ? '您未作答' : own === index ? '位置正确' : `您排在第 ${own + 1} 步`}
            why={why[id]}
          >
            <span className="mr-2 font-semibold">{index + 1}.</span>
            {textOf(items, id)}
          </Line>
        );
      })}
    </ol>
  );
}

type MatchingKeyProps = {
  left: readonly Row[];
  right: readonly Row[];
  pairs: Readonly<Record<string, string>>;
  answer: Readonly<Record<string, string>>;
  why: Readonly<Record<string, string>>;
};

/** Every pair as it belongs together, with what the person had chosen and why. */
export function MatchingKeyList({ left, right, pairs, answer, why }: MatchingKeyProps) {
  return (
    <ul className="m-0 list-none space-y-2 p-0">
      {left.map(({ id, text }) => {
        const isRight = answer[id] !== undefined && answer[id] === pairs[id];
        const own = answer[id] === undefined ? '您未作答' : `您配的是：${textOf(right, answer[id])}`;
        return (
          <Line key={id} isRight={isRight} own={isRight ? '配对正确' : own} why={why[id]}>
            {text}
            <span className="mx-2 text-ink-2">对应</span>
            {textOf(right, pairs[id])}
          </Line>
        );
      })}
    </ul>
  );
}
