'use client';

import { useState } from 'react';
import type { ExamView } from '../../domain/assessment/attempt-view.ts';
import { Alert } from '../ui/alert.tsx';
import type { ApiError } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { startAttempt } from './exam-api.ts';

const roomPath = (attemptId: string) => `/exam/room?attempt=${encodeURIComponent(attemptId)}`;

function rules(exam: ExamView): readonly string[] {
  const minutes = Math.round(exam.durationSeconds / 60);
  return [
    `作答时间 ${minutes} 分钟，以服务器时钟为准；到时自动交卷。`,
    '每次作答随即保存，页面显示“已保存”才算送达服务器。',
    '网络中断时作答留在本机，恢复后自动提交；中断期间时间照常走。',
    '提前做完请点“交卷”，确认后不能再修改。',
    '离开考试页面、换设备作答都会留下记录，监考人员可以看到。',
  ];
}

/** Five rules, then the start; the paper is drawn and the time runs from that press. */
export function StartDialog({
  exam,
  onClose,
  onStale,
}: {
  exam: ExamView | null;
  onClose: () => void;
  onStale: () => void;
}) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const close = () => {
    if (busy) return;
    if (error) onStale();
    setError(null);
    onClose();
  };
  const start = async () => {
    if (!exam) return;
    setBusy(true);
    setError(null);
    const result = await startAttempt(exam.examId);
    // The room is a page of its own, with its own script policy, so it is loaded and not merely shown.
    if (result.ok) return window.location.assign(roomPath(result.value.attemptId));
    setBusy(false);
    setError(result.error);
  };
  return (
    <Dialog
      open={exam !== null}
      onClose={close}
      title={exam ? `开始考试：${exam.title}` : ''}
      footer={
        <>
          <Button onClick={close} disabled={busy}>
            先不开始
          </Button>
          <Button variant="primary" busy={busy} onClick={() => void start()}>
            {busy ? '正在组卷…' : '开始考试'}
          </Button>
        </>
      }
    >
      <ol className="list-decimal space-y-1.5 pl-5">
        {exam ? rules(exam).map((rule) => <li key={rule}>{rule}</li>) : null}
      </ol>
      {exam && exam.attemptsMax > 1 ? (
        <p className="mt-3 text-ink-2 text-sm">
          这是第 {exam.attemptsUsed + 1} 次机会，共 {exam.attemptsMax} 次。
        </p>
      ) : null}
      {error ? (
        <Alert tone="danger" className="mt-3" title="没有开始" code={error.code}>
          {error.message}
        </Alert>
      ) : null}
    </Dialog>
  );
}
