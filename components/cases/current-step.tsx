'use client';

import type { CaseActionView, CaseView } from '../../domain/certification/case/view.ts';
import { Alert } from '../ui/alert.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { Status } from '../ui/status.tsx';
import { ActionForm } from './action-form.tsx';
import { ClearanceList } from './clearance-list.tsx';
import { DeadlineClock } from './deadline-clock.tsx';
import { MoreActions } from './more-actions.tsx';
import { PledgeForm } from './pledge-form.tsx';
import { isOrdinary, turnText } from './timeline-model.ts';
import type { CaseDesk } from './use-case.ts';

const PLAN_STATE = {
  open: ['info', '学习进行中'],
  'lessons-done': ['info', '课程已学完，待通过考试'],
  complete: ['success', '已达标'],
} as const;

const DAY_MS = 86_400_000;

/** Calendar dates are read as midnights of UTC, where every day has the same length. */
function endText(endsOn: string, today: string): string {
  const left = Math.round((Date.parse(endsOn) - Date.parse(today)) / DAY_MS);
  if (left < 0) return `已于 ${endsOn} 到期`;
  return left === 0 ? `今天（${endsOn}）到期` : `到 ${endsOn} 止，还有 ${left} 天`;
}

/** Who is awaited since when, and by when. */
function Waiting({ view, today, now }: { view: CaseView; today: string; now: string }) {
  const turn = turnText(view);
  return (
    <div className="space-y-1.5">
      <p className="flex flex-wrap items-center gap-2">
        {turn ? <span className="font-medium">{turn}</span> : null}
        {view.isMyTurn ? <Status tone="info">请您办理</Status> : null}
        {view.isOverdue ? <Status tone="danger">已超过办理期限 {view.dueOn}</Status> : null}
        {view.dueOn && !view.isOverdue ? <span className="text-ink-2 text-sm">最迟 {view.dueOn} 办理</span> : null}
        {view.endsOn ? <span className="text-ink-2 text-sm">{endText(view.endsOn, today)}</span> : null}
      </p>
      {view.deadlineAt ? <DeadlineClock deadlineAt={view.deadlineAt} now={now} /> : null}
    </div>
  );
}

function Plan({ plan }: { plan: NonNullable<CaseView['plan']> }) {
  const [tone, text] = PLAN_STATE[plan.state];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded border border-line px-3 py-2">
      <span className="font-medium">{plan.title}</span>
      <Status tone={tone}>{text}</Status>
      <ButtonLink size="sm" href={plan.href}>
        {plan.href === '/me' && plan.state !== 'complete' ? '看看还差什么' : '查看培训进度'}
      </ButtonLink>
    </div>
  );
}

type DeskProps = { desk: CaseDesk; today: string };

function OneAction({ action, desk, today }: DeskProps & { action: CaseActionView }) {
  const { view, take, refresh } = desk;
  if (action.blockedBy !== null) {
    return (
      <Alert tone="info" title={`${action.label}：暂时不能办理`}>
        {action.blockedBy}
      </Alert>
    );
  }
  const shared = { action, today, take, refresh };
  if (view.pledge && action.form.some((field) => field.name === 'pledge')) {
    return <PledgeForm {...shared} caseId={view.id} pledge={view.pledge} />;
  }
  const range = action.event === 'propose-period' ? view.periodRange : null;
  return (
    <ActionForm {...shared}>
      {range ? (
        <Alert tone="info">
          按本单位规则，这位人员的脱密期为 {range.min} 至 {range.max} 个月。
        </Alert>
      ) : null}
    </ActionForm>
  );
}

/** The current state, open: what is expected, of whom, and for those whose turn it is the form to do it with. */
export function CurrentStep({ desk, today, now }: DeskProps & { now: string }) {
  const { view, take, refresh } = desk;
  const confirm = view.actions.find((action) => action.event === 'confirm-item') ?? null;
  const ordinary = view.actions.filter((action) => isOrdinary(action) && action !== confirm);
  const asides = view.actions.filter((action) => !isOrdinary(action));
  const isClearing = view.clearance.some((item) => item.confirmedAt === null);
  return (
    <div className="mt-2 space-y-4 rounded border border-line bg-surface p-3 sm:p-4">
      <div className="space-y-2">
        <p>{view.expects}</p>
        <Waiting view={view} today={today} now={now} />
      </div>
      {view.plan ? <Plan plan={view.plan} /> : null}
      {isClearing ? <ClearanceList items={view.clearance} action={confirm} take={take} refresh={refresh} /> : null}
      {ordinary.map((action) => (
        <section key={`${view.state}-${action.event}`} className="space-y-2">
          <h4 className="border-line border-t pt-3 font-semibold">{action.label}</h4>
          <OneAction action={action} desk={desk} today={today} />
        </section>
      ))}
      {asides.length > 0 ? (
        <div>
          <MoreActions actions={asides} today={today} take={take} refresh={refresh} />
        </div>
      ) : null}
    </div>
  );
}
