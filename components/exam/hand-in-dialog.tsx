'use client';

import { useEffect, useState } from 'react';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { completeness } from './answer-model.ts';
import type { SheetProps } from './answer-sheet.tsx';
import type { QueueState } from './save-types.ts';

type HandInProps = Omit<SheetProps, 'current'> & {
  open: boolean;
  save: QueueState;
  onClose: () => void;
  onHandIn: () => void;
};

const list = (positions: readonly number[]) => positions.map((position) => `第 ${position} 题`).join('、');

function Jumps({ positions, onGo }: { positions: readonly number[]; onGo: (position: number) => void }) {
  if (positions.length === 0) return <>无</>;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {positions.length} 题：
      {positions.map((position) => (
        <Button key={position} size="sm" onClick={() => onGo(position)} aria-label={`去第 ${position} 题`}>
          {position}
        </Button>
      ))}
    </span>
  );
}

function Overview({ view, answers, marked, onGo }: Omit<SheetProps, 'current'>) {
  const at = (state: string) =>
    view.items.filter((item) => completeness(item.item, answers.get(item.position)) === state).map((i) => i.position);
  const partial = at('partial');
  return (
    <KeyValues
      items={[
        { label: '已答', value: `${at('answered').length} / ${view.items.length} 题` },
        { label: '未答', value: <Jumps positions={at('blank')} onGo={onGo} /> },
        ...(partial.length > 0 ? [{ label: '没有答完', value: <Jumps positions={partial} onGo={onGo} /> }] : []),
        { label: '已标记', value: <Jumps positions={[...marked].toSorted((a, b) => a - b)} onGo={onGo} /> },
      ]}
    />
  );
}

function Unsaved({ save, waiting }: { save: QueueState; waiting: readonly number[] }) {
  const refused = [...save.refused];
  return (
    <div className="mt-3 space-y-2 empty:hidden">
      {waiting.length > 0 ? (
        <Alert tone="warning" title={`还有 ${waiting.length} 处没有保存：${list(waiting)}`}>
          {save.cut ? '网络恢复后会自动保存，保存完再交卷。请不要关闭页面。' : '正在保存，请稍候。'}
        </Alert>
      ) : null}
      {refused.map(([position, message]) => (
        <Alert key={position} tone="danger" title={`第 ${position} 题没有保存`}>
          {message}
        </Alert>
      ))}
    </div>
  );
}

/** What is unanswered or marked, then a second question; hands in only once everything is saved. */
export function HandInDialog({ open, save, onClose, onHandIn, ...sheet }: HandInProps) {
  const [step, setStep] = useState<'overview' | 'sure' | 'wanted'>('overview');
  const waiting = save.unsaved.filter((position) => !save.refused.has(position));
  useEffect(() => {
    if (!open) setStep('overview');
  }, [open]);
  useEffect(() => {
    if (open && step === 'wanted' && waiting.length === 0) onHandIn();
  }, [open, step, waiting.length, onHandIn]);
  const overview = step === 'overview';
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={overview ? '交卷前看一看' : '确认交卷？'}
      footer={
        <>
          <Button onClick={onClose}>继续作答</Button>
          {overview ? (
            <Button variant="primary" onClick={() => setStep('sure')}>
              交卷
            </Button>
          ) : (
            <Button variant="primary" busy={step === 'wanted'} onClick={() => setStep('wanted')}>
              {step === 'wanted' ? '正在保存…' : '确认交卷'}
            </Button>
          )}
        </>
      }
    >
      {overview ? <Overview {...sheet} /> : <p>交卷后不能再修改答案，系统随即评分。</p>}
      <Unsaved save={save} waiting={waiting} />
    </Dialog>
  );
}
