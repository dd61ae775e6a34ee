'use client';

import { useEffect } from 'react';
import { Button, ButtonLink } from '../ui/button.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { RoomDesk } from './room-desk.tsx';
import { RoomMessage } from './room-message.tsx';
import type { Phase } from './room-types.ts';
import { forgetSitting } from './tab-memory.ts';
import { useAttemptId } from './use-attempt-id.ts';
import { claimHere, type Room, useRoom, useRoomState } from './use-room.ts';

const resultPath = (attemptId: string) => `/exam/result?attempt=${encodeURIComponent(attemptId)}`;

function Loading() {
  return (
    <main className="mx-auto w-full max-w-[80rem] flex-1 px-4 py-6 lg:px-8">
      <h1 className="sr-only">考场</h1>
      <PageSkeleton cards={2} />
    </main>
  );
}

const toExams = <ButtonLink href="/exams">回到考试列表</ButtonLink>;

function Failed({ phase, onAgain }: { phase: Extract<Phase, { kind: 'failed' }>; onAgain: () => void }) {
  return (
    <RoomMessage
      tone="danger"
      title="试卷没有打开"
      action={
        <>
          {toExams}
          {phase.code === 'NOT_FOUND' ? null : (
            <Button variant="primary" onClick={onAgain}>
              重新打开
            </Button>
          )}
        </>
      }
    >
      <p>{phase.message}</p>
      <p className="font-mono text-xs">代码 {phase.code}</p>
    </RoomMessage>
  );
}

/** Another device, another tab, or a lost log-in: the paper is gone from the page until the person decides. */
function Blocked({
  kind,
  attemptId,
  room,
}: {
  kind: 'held' | 'moved' | 'other-tab' | 'signed-out';
  attemptId: string;
  room: Room;
}) {
  if (kind === 'signed-out') {
    const login = `/login?${new URLSearchParams({ callbackUrl: `/exam/room?attempt=${attemptId}`, error: 'SessionRequired' })}`;
    return (
      <RoomMessage
        tone="warning"
        title="登录已失效"
        action={
          <ButtonLink variant="primary" href={login}>
            重新登录并继续作答
          </ButtonLink>
        }
      >
        <p>还没有保存的作答留在本机，重新登录后会自动提交。考试时间仍在计时。</p>
      </RoomMessage>
    );
  }
  const otherTab = kind === 'other-tab';
  const here = () => (otherTab ? claimHere(attemptId, room.session) : void room.session.takeOver());
  return (
    <RoomMessage
      tone="warning"
      title={
        otherTab
          ? '试卷已在另一个标签页打开'
          : kind === 'held'
            ? '考试正在另一台设备上进行'
            : '考试已在另一台设备上继续'
      }
      action={
        <>
          {toExams}
          <Button variant="primary" onClick={here}>
            {otherTab ? '在本页继续' : '在本设备继续'}
          </Button>
        </>
      }
    >
      <p>同一场考试同一时间只能在一处作答，本页面不再保存答案。</p>
      <p>
        {otherTab
          ? '选择“在本页继续”后，另一个标签页会停止作答。'
          : '选择“在本设备继续”后，另一台设备会停止作答，已保存的答案会带到这里，这次切换会留下记录。如果不是您本人在作答，请立即联系监考人员。'}
      </p>
    </RoomMessage>
  );
}

function Closing({ phase }: { phase: Extract<Phase, { kind: 'closing' }> }) {
  return (
    <RoomMessage title="正在交卷" tone={phase.waiting ? 'warning' : 'info'}>
      <p>{phase.why === 'time' ? '答题时间已到，正在为您交卷。' : '正在提交您的试卷，请不要关闭页面。'}</p>
      {phase.waiting ? <p>服务器暂时没有响应，正在重试。到截止时间后，系统会按已保存的作答自动交卷。</p> : null}
    </RoomMessage>
  );
}

function Sitting({ attemptId, room }: { attemptId: string; room: Room }) {
  const state = useRoomState(room.session);
  const { phase, view, save, deadlineAt } = state;
  useEffect(() => {
    if (phase.kind !== 'done') return;
    forgetSitting(attemptId);
    window.location.replace(resultPath(attemptId));
  }, [phase.kind, attemptId]);
  switch (phase.kind) {
    case 'open':
      return view && save && deadlineAt ? <RoomDesk {...{ room, state, view, save, deadlineAt }} /> : <Loading />;
    case 'closing':
      return <Closing phase={phase} />;
    case 'failed':
      return <Failed phase={phase} onAgain={() => void room.session.load()} />;
    case 'held':
    case 'moved':
    case 'other-tab':
    case 'signed-out':
      return <Blocked kind={phase.kind} attemptId={attemptId} room={room} />;
    case 'done':
    case 'loading':
      return <Loading />;
  }
}

function OpenRoom({ attemptId }: { attemptId: string }) {
  const room = useRoom(attemptId);
  return room ? <Sitting attemptId={attemptId} room={room} /> : <Loading />;
}

/** The exam room; which attempt it is stands in the address, which the prerendered page does not know. */
export function ExamRoom() {
  const attemptId = useAttemptId();
  if (attemptId === undefined) return <Loading />;
  if (attemptId) return <OpenRoom attemptId={attemptId} />;
  return (
    <RoomMessage tone="warning" title="没有指定考试" action={toExams}>
      <p>请从考试列表进入考场。</p>
    </RoomMessage>
  );
}
