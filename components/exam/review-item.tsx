import clsx from 'clsx';
import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ReviewItem } from '../../domain/assessment/attempt-view.ts';
import type { ChoosableKey, ItemKey } from '../../domain/assessment/item.ts';
import type { PartResponse } from '../../domain/assessment/response.ts';
import { lawWords } from '../../domain/learning/law-words.ts';
import { MatchingKeyList, OrderingKeyList } from '../answer/answer-key.tsx';
import { Badge, Status } from '../ui/status.tsx';
import type { Tone } from '../ui/tone.ts';
import { type Choosable, chosenIn, letterOf, optionsOf, stemPieces, TYPE_LABEL } from './answer-model.ts';
import { keyOf, keyOfPart, lawText, rightOptions, whyOf } from './review-key.ts';
import type { Answer } from './save-types.ts';

const OUTCOME: Readonly<Record<ReviewItem['outcome'], { tone: Tone; word: string }>> = {
  right: { tone: 'success', word: '答对' },
  partial: { tone: 'warning', word: '部分得分' },
  wrong: { tone: 'danger', word: '答错' },
  blank: { tone: 'neutral', word: '未答' },
};

type ChoicesProps = {
  body: Choosable;
  answer: Answer | PartResponse | undefined;
  itemKey: ChoosableKey;
};

type ReviewedOptionProps = { children: ReactNode; isRight: boolean; isChosen: boolean; why: string | null };

function ReviewedOption({ children, isRight, isChosen, why }: ReviewedOptionProps) {
  const edge = isRight ? 'border-success' : isChosen ? 'border-seal' : 'border-line';
  const Icon = isRight ? Check : X;
  return (
    <li className={clsx('rounded border px-3 py-2', edge)}>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span>{children}</span>
        {isRight ? (
          <span className="inline-flex items-center gap-1 text-sm text-success">
            <Check aria-hidden className="size-4" />
            正确答案
          </span>
        ) : null}
        {isChosen ? (
          <span className={clsx('inline-flex items-center gap-1 text-sm', isRight ? 'text-success' : 'text-seal')}>
            <Icon aria-hidden className="size-4" />
            您的选择
          </span>
        ) : null}
      </p>
      {why ? <p className="mt-1 text-ink-2 text-sm">{lawWords(why)}</p> : null}
    </li>
  );
}

function Choices({ body, answer, itemKey }: ChoicesProps) {
  const chosen = new Set(chosenIn(answer));
  const right = new Set(rightOptions(itemKey));
  return (
    <ul className="space-y-2">
      {optionsOf(body).map((option, index) => (
        <ReviewedOption
          key={option.id}
          isRight={right.has(option.id)}
          isChosen={chosen.has(option.id)}
          why={whyOf(itemKey, option.id)}
        >
          {body.type === 'boolean' ? null : <span className="mr-2 font-semibold">{letterOf(index)}.</span>}
          {option.text}
        </ReviewedOption>
      ))}
    </ul>
  );
}

type FillProps = { stem: string; answer: Answer | null; blanks: readonly (readonly string[])[] };

function Fill({ stem, answer, blanks }: FillProps) {
  const texts = answer?.type === 'fill' ? answer.texts : [];
  return (
    <>
      <p>
        {stemPieces(stem, blanks.length)
          .map((piece) => (typeof piece === 'string' ? piece : `【第 ${piece + 1} 空】`))
          .join('')}
      </p>
      <ul className="mt-2 space-y-1.5">
        {blanks.map((accepted, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the blanks of one stem never move
          <li key={index} className="rounded border border-line px-3 py-2 text-sm">
            <p>
              第 {index + 1} 空，您的作答：{texts[index]?.trim() || '未答'}
            </p>
            <p className="text-success">可接受的答案：{accepted.join('、')}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

type ArrangedProps = { item: ReviewItem['item']; response: Answer | null; itemKey: ItemKey };

function Arranged({ item, response, itemKey }: ArrangedProps) {
  if (item.type === 'ordering' && itemKey.type === 'ordering') {
    const answer = response?.type === 'ordering' ? response.order : [];
    return <OrderingKeyList items={item.items} order={itemKey.order} answer={answer} why={itemKey.why} />;
  }
  if (item.type !== 'matching' || itemKey.type !== 'matching') return null;
  const answer = response?.type === 'matching' ? response.pairs : {};
  return (
    <MatchingKeyList left={item.left} right={item.right} pairs={itemKey.pairs} answer={answer} why={itemKey.why} />
  );
}

function Body({ item: { item, response }, itemKey }: { item: ReviewItem; itemKey: ItemKey }) {
  if (item.type === 'fill') {
    return itemKey.type === 'fill' ? <Fill stem={item.stem} answer={response} blanks={itemKey.blanks} /> : null;
  }
  if (item.type === 'case') {
    return (
      <>
        <p>{item.stem}</p>
        {item.parts.map((part, index) => {
          const key = keyOfPart(itemKey, part);
          return (
            <div key={part.id} className="mt-3 space-y-2 border-line border-t pt-3">
              <p>
                <span className="mr-2 font-semibold text-primary">第 {index + 1} 问</span>
                {part.stem}
              </p>
              {key ? (
                <>
                  <Choices
                    body={part}
                    answer={response?.type === 'case' ? response.parts[part.id] : undefined}
                    itemKey={key}
                  />
                  <p className="text-sm">{lawWords(key.explanation)}</p>
                </>
              ) : null}
            </div>
          );
        })}
      </>
    );
  }
  if (item.type === 'ordering' || item.type === 'matching') {
    return (
      <>
        <p className="mb-2">{item.stem}</p>
        <Arranged {...{ item, response, itemKey }} />
      </>
    );
  }
  if (itemKey.type !== 'single' && itemKey.type !== 'multiple' && itemKey.type !== 'boolean') return null;
  return (
    <>
      <p className="mb-2">{item.stem}</p>
      <Choices body={item} answer={response ?? undefined} itemKey={itemKey} />
    </>
  );
}

/** One item with the own answer, the key, why, and the law it rests on. */
export function ReviewItemCard({ item }: { item: ReviewItem }) {
  const { tone, word } = OUTCOME[item.outcome];
  const itemKey = keyOf(item);
  return (
    <article
      aria-labelledby={`review-${item.position}`}
      className="card rounded border border-line bg-surface px-4 py-3"
    >
      <header className="mb-2 flex flex-wrap items-center gap-2">
        <h3 id={`review-${item.position}`} className="text-base">
          第 {item.position} 题
        </h3>
        <Badge>{TYPE_LABEL[item.item.type]}</Badge>
        <Status tone={tone}>{word}</Status>
        <span className="ml-auto text-ink-2 text-sm">
          得 {item.points} / {item.max} 分
        </span>
      </header>
      {itemKey ? <Body item={item} itemKey={itemKey} /> : <p>{item.item.stem}</p>}
      {itemKey ? (
        <div className="mt-3 space-y-1 rounded bg-primary-tint px-3 py-2 text-sm">
          <p>
            <span className="font-semibold">解析：</span>
            {lawWords(itemKey.explanation)}
          </p>
          {item.laws.length > 0 ? <p className="text-ink-2">依据：{item.laws.map(lawText).join('，')}</p> : null}
        </div>
      ) : null}
    </article>
  );
}
