'use client';

import clsx from 'clsx';
import { Check, X } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Status } from '../ui/status.tsx';

type DeckCard = { readonly id: string; readonly text: ReactNode; readonly can: boolean; readonly reason: ReactNode };

const word = (can: boolean) => (can ? '能' : '不能');

function Answer({ card, said }: { card: DeckCard; said: boolean }) {
  const right = said === card.can;
  return (
    <div className="mt-3">
      <Status tone={right ? 'success' : 'danger'}>
        {right ? `判断正确：${word(card.can)}` : `应当是：${word(card.can)}`}
      </Status>
      <p className="my-0 mt-1.5 text-base leading-[1.75]">{card.reason}</p>
    </div>
  );
}

/** The whole deck as a list: for paper, and to read over after the last card. */
function Overview({ cards, said }: { cards: readonly DeckCard[]; said: readonly boolean[] | null }) {
  return (
    <ul className="my-0 list-none space-y-2 p-0 text-base">
      {cards.map((card, index) => (
        <li key={card.id} className="flex gap-2.5">
          <span
            className={clsx(
              'mt-0.5 flex h-6 shrink-0 items-center gap-1 rounded-sm px-1.5 font-medium text-xs',
              card.can ? 'bg-success-tint text-success' : 'bg-seal-tint text-seal',
            )}
          >
            {card.can ? <Check aria-hidden className="size-3.5" /> : <X aria-hidden className="size-3.5" />}
            {word(card.can)}
          </span>
          <span>
            {card.text}
            {said && said[index] !== card.can ? (
              <span className="ml-1 text-ink-2 text-sm">（您判断为“{word(said[index] === true)}”）</span>
            ) : null}
            <span className="block text-ink-2 text-sm">{card.reason}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

type Choose = { card: DeckCard; said: boolean | undefined; onSay: (can: boolean) => void };

function OneCard({ card, said, onSay }: Choose) {
  return (
    <>
      <p className="my-0 mt-2 min-h-14 text-lg leading-[1.7]">{card.text}</p>
      <div className="mt-3 grid grid-cols-2 gap-3">
        {[true, false].map((can) => (
          <Button
            key={word(can)}
            size="lg"
            aria-disabled={said !== undefined || undefined}
            aria-pressed={said === can}
            onClick={() => said === undefined && onSay(can)}
            className={clsx(said === can && 'border-primary bg-primary-tint text-primary')}
          >
            {can ? <Check aria-hidden className="size-5" /> : <X aria-hidden className="size-5" />}
            {word(can)}
          </Button>
        ))}
      </div>
    </>
  );
}

/** 能 / 不能: one card at a time, the answer with its reason, the score at the end. */
export function Deck({ cards }: { cards: readonly DeckCard[] }) {
  const [said, setSaid] = useState<readonly boolean[]>([]);
  const [at, setAt] = useState(0);
  const head = useRef<HTMLHeadingElement>(null);
  const card = cards[at];
  const answer = said[at];
  const score = cards.filter((one, index) => said[index] === one.can).length;
  const go = (next: number) => {
    setAt(next);
    head.current?.focus();
  };
  return (
    <section className="card my-6 rounded border border-line bg-surface px-4 py-4 sm:px-5" aria-label="能不能快速判断">
      <div className="flex items-baseline justify-between gap-3">
        <h3 ref={head} tabIndex={-1} className="my-0 font-semibold text-base text-primary outline-none">
          能，还是不能？
        </h3>
        <span className="text-ink-2 text-sm print:hidden">
          {card ? `第 ${at + 1} / ${cards.length} 张` : `答对 ${score} / ${cards.length}`}
        </span>
      </div>
      <div className="print:hidden" aria-live="polite">
        {card ? <OneCard card={card} said={answer} onSay={(can) => setSaid([...said, can])} /> : null}
        {card && answer !== undefined ? (
          <>
            <Answer card={card} said={answer} />
            <Button variant="quiet" className="mt-3" onClick={() => go(at + 1)}>
              {at + 1 < cards.length ? '下一张' : '看结果'}
            </Button>
          </>
        ) : null}
        {card ? null : (
          <>
            <p className="my-2 text-base">
              {score === cards.length
                ? '全部判断正确。'
                : `答对 ${score} 张，共 ${cards.length} 张。没答对的再看一眼理由。`}
            </p>
            <Overview cards={cards} said={said} />
            <Button
              className="mt-3"
              onClick={() => {
                setSaid([]);
                go(0);
              }}
            >
              再来一遍
            </Button>
          </>
        )}
      </div>
      <div className="mt-2 hidden print:block">
        <Overview cards={cards} said={null} />
      </div>
    </section>
  );
}
