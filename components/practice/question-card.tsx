'use client';

import { useEffect, useRef, useState } from 'react';
import type { ItemBody } from '../../domain/assessment/item.ts';
import type { PartResponse, Response } from '../../domain/assessment/response.ts';
import { lawWords } from '../../domain/learning/law-words.ts';
import type { FeedbackView } from '../../domain/learning/lesson-view.ts';
import { MatchingKeyList, OrderingKeyList } from '../answer/answer-key.tsx';
import { MatchingField } from '../answer/matching-field.tsx';
import { OrderingField } from '../answer/ordering-field.tsx';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Status } from '../ui/status.tsx';
import { FillBlanks } from './fill-blanks.tsx';
import { type Marked, OptionList } from './option-list.tsx';
import { choose, chosenOf, emptyAnswer, isWhole, optionsOf, TYPE_LABEL } from './responses.ts';

const HINT = { single: '单选', multiple: '多选，选出全部正确的', boolean: '判断' } as const;

/** The options and reasons of one part out of feedback whose keys read `part.option`; no prefix for a plain question. */
function markedFor(feedback: FeedbackView | null, prefix: string): Marked | null {
  if (!feedback) return null;
  const own = (key: string) => key.startsWith(prefix);
  return {
    correct: feedback.correctOptions.filter(own).map((key) => key.slice(prefix.length)),
    why: Object.fromEntries(
      Object.entries(feedback.why)
        .filter(([key]) => own(key))
        .map(([key, why]) => [key.slice(prefix.length), lawWords(why)]),
    ),
  };
}

type BodyProps = {
  item: ItemBody;
  response: Response;
  onChange: (response: Response) => void;
  feedback: FeedbackView | null;
};

function CaseBody({ item, response, onChange, feedback }: BodyProps) {
  if (item.type !== 'case' || response.type !== 'case') return null;
  const put = (id: string, part: PartResponse) => onChange({ type: 'case', parts: { ...response.parts, [id]: part } });
  return (
    <div className="space-y-5">
      <p className="my-0 whitespace-pre-line text-base leading-[1.8]">{item.stem}</p>
      {item.parts.map((part, index) => {
        const chosen = chosenOf(response.parts[part.id]);
        return (
          <OptionList
            key={part.id}
            legend={`（${index + 1}）${part.stem}`}
            hint={HINT[part.type]}
            options={optionsOf(part)}
            multiple={part.type === 'multiple'}
            chosen={chosen}
            onChoose={(id) => put(part.id, choose(part.type, chosen, id))}
            marked={markedFor(feedback, `${part.id}.`)}
          />
        );
      })}
    </div>
  );
}

type BodyOf<T extends ItemBody['type']> = Extract<ItemBody, { type: T }>;

function OrderingBody({ item, response, onChange, feedback }: BodyProps & { item: BodyOf<'ordering'> }) {
  const order = response.type === 'ordering' ? response.order : [];
  const key = feedback?.key.type === 'ordering' ? feedback.key : null;
  return (
    <fieldset>
      <legend className="mb-2 text-base leading-[1.75]">{item.stem}</legend>
      {key ? (
        <OrderingKeyList items={item.items} order={key.order} answer={order} why={key.why} />
      ) : (
        <OrderingField
          items={item.items}
          order={order}
          onChange={(next) => onChange({ type: 'ordering', order: next })}
        />
      )}
    </fieldset>
  );
}

function MatchingBody({ item, response, onChange, feedback }: BodyProps & { item: BodyOf<'matching'> }) {
  const pairs = response.type === 'matching' ? response.pairs : {};
  const key = feedback?.key.type === 'matching' ? feedback.key : null;
  const { left, right } = item;
  return (
    <fieldset>
      <legend className="mb-2 text-base leading-[1.75]">{item.stem}</legend>
      {key ? (
        <MatchingKeyList {...{ left, right }} pairs={key.pairs} answer={pairs} why={key.why} />
      ) : (
        <MatchingField
          {...{ left, right, pairs }}
          onChange={(next) => onChange({ type: 'matching', pairs: { ...next } })}
        />
      )}
    </fieldset>
  );
}

function Body(props: BodyProps) {
  const { item, response, onChange, feedback } = props;
  if (item.type === 'case') return <CaseBody {...props} />;
  if (item.type === 'fill') {
    return (
      <FillBlanks
        stem={item.stem}
        texts={response.type === 'fill' ? response.texts : []}
        onChange={(texts) => onChange({ type: 'fill', texts })}
        accepted={feedback?.key.type === 'fill' ? feedback.key.blanks : null}
      />
    );
  }
  if (item.type === 'ordering') return <OrderingBody {...props} item={item} />;
  if (item.type === 'matching') return <MatchingBody {...props} item={item} />;
  const chosen = chosenOf(response);
  return (
    <OptionList
      legend={item.stem}
      hint={item.type === 'multiple' ? HINT.multiple : null}
      options={optionsOf(item)}
      multiple={item.type === 'multiple'}
      chosen={chosen}
      onChoose={(id) => onChange(choose(item.type, chosen, id))}
      marked={markedFor(feedback, '')}
    />
  );
}

function Result({ feedback, onRetry }: { feedback: FeedbackView; onRetry: (() => void) | undefined }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="status"
      className="mt-3 rounded bg-primary-tint px-4 py-2.5 text-base outline-none"
    >
      <Status tone={feedback.correct ? 'success' : 'danger'}>{feedback.correct ? '回答正确' : '回答有误'}</Status>
      <p className="my-0 mt-1 leading-[1.75]">{lawWords(feedback.explanation)}</p>
      {!feedback.correct && onRetry ? (
        <Button size="sm" className="mt-2" onClick={onRetry}>
          再答一次
        </Button>
      ) : null}
    </div>
  );
}

type QuestionCardProps = {
  item: ItemBody;
  heading: string;
  feedback: FeedbackView | null;
  isDone?: boolean;
  /** Sends the answer; returns what to tell the reader when it could not be graded, else null. */
  onSubmit: (response: Response) => Promise<string | null>;
  onRetry?: () => void;
};

/** One question outside an exam: answer, then at once whether it was right, why, and the reason for each option. */
export function QuestionCard({ item, heading, feedback, isDone = false, onSubmit, onRetry }: QuestionCardProps) {
  const [response, setResponse] = useState<Response>(() => emptyAnswer(item));
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const submit = async () => {
    if (!isWhole(item, response)) return setTrouble('请先作答，再提交。');
    setBusy(true);
    setTrouble(await onSubmit(response));
    setBusy(false);
  };
  return (
    <form
      className="card rounded border border-line bg-surface px-4 py-4 sm:px-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && !feedback) void submit();
      }}
    >
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <p className="my-0 font-semibold text-primary text-sm">
          {heading} · {TYPE_LABEL[item.type]}
        </p>
        {isDone ? <Status tone="success">已答对</Status> : null}
      </div>
      <Body item={item} response={response} onChange={setResponse} feedback={feedback} />
      {trouble ? (
        <Alert tone="danger" className="mt-3">
          {trouble}
        </Alert>
      ) : null}
      {feedback ? (
        <Result feedback={feedback} onRetry={onRetry} />
      ) : (
        <Button type="submit" variant="quiet" busy={busy} className="mt-3">
          提交答案
        </Button>
      )}
    </form>
  );
}
