import type { Ref } from 'react';
import type { AttemptItemView, AttemptView } from '../../domain/assessment/attempt-view.ts';
import type { ItemBody } from '../../domain/assessment/item.ts';
import { emptyResponse } from '../../domain/assessment/respond.ts';
import { MatchingField } from '../answer/matching-field.tsx';
import { OrderingField } from '../answer/ordering-field.tsx';
import { Button } from '../ui/button.tsx';
import { Badge } from '../ui/status.tsx';
import { answerPart, completeness, TYPE_LABEL } from './answer-model.ts';
import { ChoiceList } from './choice-list.tsx';
import { FillStem } from './fill-stem.tsx';
import type { Answer } from './save-types.ts';

const MULTIPLE_HINT: Readonly<Record<AttemptView['multipleRule'], string>> = {
  'all-or-nothing': '可选多项。全部选对才得分，少选、错选都不得分。',
  partial: '可选多项。少选按选对的比例得分，有一项错选即不得分。',
  each: '可选多项。选对一项得一份，选错一项抵一份，最低 0 分。',
};

type ItemViewProps = {
  view: AttemptView;
  item: AttemptItemView;
  answer: Answer | undefined;
  headingRef: Ref<HTMLHeadingElement>;
  onAnswer: (answer: Answer, kind: 'choice' | 'text') => void;
  onRest: () => void;
};

function Parts({ body, position, answer, rule, onAnswer }: PartsProps) {
  const given = answer?.type === 'case' ? answer.parts : {};
  return (
    <>
      <div className="rounded border-primary border-l-4 bg-surface px-4 py-3 text-lg leading-[1.8]">{body.stem}</div>
      {body.parts.map((part, index) => (
        <fieldset key={part.id} data-part={part.id} className="space-y-2.5 border-line border-t pt-4">
          <legend className="float-left mb-2.5 w-full">
            <span className="mr-2 font-semibold text-primary">第 {index + 1} 问</span>
            {part.stem}
          </legend>
          {part.type === 'multiple' ? <p className="clear-both text-ink-2 text-sm">{MULTIPLE_HINT[rule]}</p> : null}
          <div className="clear-both">
            <ChoiceList
              name={`item-${position}-${part.id}`}
              body={part}
              answer={given[part.id]}
              onAnswer={(partAnswer) => onAnswer(answerPart(body, answer, part.id, partAnswer), 'choice')}
            />
          </div>
        </fieldset>
      ))}
    </>
  );
}

type PartsProps = Pick<ItemViewProps, 'answer' | 'onAnswer'> & {
  body: Extract<ItemBody, { type: 'case' }>;
  position: number;
  rule: AttemptView['multipleRule'];
};

type ArrangingProps = Pick<ItemViewProps, 'answer' | 'onAnswer'> & {
  body: Extract<ItemBody, { type: 'ordering' | 'matching' }>;
};

function Arranging({ body, answer, onAnswer }: ArrangingProps) {
  return (
    <fieldset>
      <legend className="mb-4 text-lg leading-[1.8]">{body.stem}</legend>
      {body.type === 'ordering' ? (
        <OrderingField
          items={body.items}
          order={answer?.type === 'ordering' ? answer.order : []}
          onChange={(order) => onAnswer({ type: 'ordering', order }, 'choice')}
        />
      ) : (
        <MatchingField
          left={body.left}
          right={body.right}
          pairs={answer?.type === 'matching' ? answer.pairs : {}}
          onChange={(pairs) => onAnswer({ type: 'matching', pairs: { ...pairs } }, 'choice')}
        />
      )}
    </fieldset>
  );
}

function Body({ view, item, answer, onAnswer, onRest }: Omit<ItemViewProps, 'headingRef'>) {
  const body = item.item;
  if (body.type === 'fill') {
    const write = (written: Answer) => onAnswer(written, 'text');
    return <FillStem item={body} answer={answer} onAnswer={write} onRest={onRest} />;
  }
  if (body.type === 'case') {
    const { position } = item;
    return <Parts {...{ body, position, answer, onAnswer }} rule={view.multipleRule} />;
  }
  if (body.type === 'ordering' || body.type === 'matching') return <Arranging {...{ body, answer, onAnswer }} />;
  return (
    <fieldset>
      <legend className="mb-4 text-lg leading-[1.8]">{body.stem}</legend>
      {body.type === 'multiple' ? (
        <p className="-mt-2 mb-3 text-ink-2 text-sm">{MULTIPLE_HINT[view.multipleRule]}</p>
      ) : null}
      <ChoiceList
        name={`item-${item.position}`}
        body={body}
        answer={answer}
        onAnswer={(chosen) => onAnswer(chosen, 'choice')}
      />
    </fieldset>
  );
}

/** One item of the paper: where it stands, what kind it is, what it is worth, and the place to answer. */
export function ItemView({ headingRef, ...props }: ItemViewProps) {
  const { view, item, answer, onAnswer } = props;
  const section = view.sections.find(({ id }) => id === item.section);
  return (
    <article aria-labelledby="item-heading" className="space-y-4">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id="item-heading" ref={headingRef} tabIndex={-1} className="text-lg outline-none">
          第 {item.position} 题<span className="font-normal text-base text-ink-2"> / 共 {view.items.length} 题</span>
        </h2>
        <Badge>{TYPE_LABEL[item.item.type]}</Badge>
        <Badge>{item.points} 分</Badge>
        {section && section.title !== TYPE_LABEL[item.item.type] ? (
          <span className="text-ink-2 text-sm">{section.title}</span>
        ) : null}
      </header>
      <Body {...props} />
      {completeness(item.item, answer) !== 'blank' ? (
        <Button variant="plain" size="sm" onClick={() => onAnswer(emptyResponse(item.item), 'choice')}>
          清除本题作答
        </Button>
      ) : null}
    </article>
  );
}
