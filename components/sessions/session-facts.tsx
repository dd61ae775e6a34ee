'use client';

import { useState } from 'react';
import { SESSION_MODE_LABEL, type SessionFormValues } from '../../domain/hours/sessions/session-form.ts';
import type { SessionView } from '../../domain/hours/sessions/session-view.ts';
import { TOPICS } from '../../domain/learning/lesson-ast.ts';
import type { UnitOption } from '../../domain/people/dashboard-view.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { formatDate, formatDateTime, formatHours, formatTime } from '../ui/format.ts';
import { type KeyValue, KeyValues } from '../ui/key-values.tsx';
import { SessionForm } from './session-form.tsx';
import { sessionTime } from './session-state.tsx';

const wallClock = (instant: string) => `${formatDate(instant)}T${formatTime(instant).slice(0, 5)}`;

/** A session as its form takes it. */
function formOf(session: SessionView): SessionFormValues {
  const { title, mode, unitId, isUnitOrganised, place, teacher, minutes } = session;
  return {
    title,
    mode,
    unitId,
    isUnitOrganised,
    place,
    teacher,
    minutes,
    topics: TOPICS.filter((topic) => session.topics.includes(topic)),
    startsAt: wallClock(session.startsAt),
    endsAt: wallClock(session.endsAt),
  };
}

function facts(session: SessionView): KeyValue[] {
  const handedIn = session.submittedAt ? `${session.submittedByName} ${formatDateTime(session.submittedAt)}` : '—';
  const approved = session.approvedAt ? `${session.approvedByName} ${formatDateTime(session.approvedAt)}` : '—';
  return [
    { label: '时间', value: sessionTime(session.startsAt, session.endsAt) },
    { label: '地点', value: session.place },
    { label: '方式', value: SESSION_MODE_LABEL[session.mode] },
    { label: '授课人', value: session.teacher || '—' },
    { label: '组织单位', value: session.unitName },
    { label: '单位统一组织', value: session.isUnitOrganised ? '是' : '否' },
    { label: '每人计入', value: `${session.minutes} 分钟（${formatHours(session.minutes)} 学时）` },
    { label: '教育内容', value: session.topics.join('、') },
    { label: '登记', value: session.createdByName },
    { label: '提交', value: handedIn },
    { label: '审批', value: approved },
  ];
}

/** What, when, where and for how long; a draft can be changed in place. */
export function SessionFacts({
  session,
  units,
  mayEdit,
}: {
  session: SessionView;
  units: readonly UnitOption[];
  mayEdit: boolean;
}) {
  const [isEditing, setEditing] = useState(false);
  return (
    <Card
      title="培训情况"
      action={
        mayEdit && !isEditing ? (
          <Button size="sm" onClick={() => setEditing(true)}>
            修改
          </Button>
        ) : null
      }
    >
      {isEditing ? (
        <SessionForm sessionId={session.id} initial={formOf(session)} units={units} onDone={() => setEditing(false)} />
      ) : (
        <KeyValues pairs items={facts(session)} />
      )}
    </Card>
  );
}
