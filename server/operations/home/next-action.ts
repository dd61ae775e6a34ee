import type { ExamView } from '#domain/assessment/attempt-view.ts';
import type { NextAction } from '#domain/learning/home-view.ts';
import type { LessonCard } from '#domain/learning/lesson-view.ts';
import { stepText } from '../standing.ts';
import { isOpenPlan, type PlanWithStanding } from '../standing-facts.ts';
import { ruleOf } from './own-plans.ts';

function remaining(card: LessonCard): string {
  const minutes = Math.ceil((card.requiredSeconds - card.creditedSeconds) / 60);
  if (!card.started) return `约 ${card.minutes} 分钟`;
  return minutes > 0 ? `还剩 ${minutes} 分钟` : '时间已够，还有小节或检查题没有完成';
}

function lessonAction(card: LessonCard): NextAction {
  return {
    kind: 'lesson',
    verb: card.started ? '继续学习' : '开始学习',
    what: `${card.number} ${card.title}`,
    note: remaining(card),
    href: `/learn/${card.lessonId}`,
  };
}

function openAttempt(exams: readonly ExamView[]): NextAction | null {
  const exam = exams.find((candidate) => candidate.openAttemptId !== null);
  if (!exam) return null;
  const href = `/exam/room?attempt=${exam.openAttemptId}`;
  return { kind: 'exam-open', verb: '继续考试', what: exam.title, note: '尚未交卷，计时仍在进行', href };
}

function startableExam(open: readonly PlanWithStanding[], exams: readonly ExamView[]): NextAction | null {
  const wanted = open.filter((item) => ruleOf(item, 'exam')?.met === false);
  const exam = exams.find(
    (candidate) =>
      candidate.blockedBy === null &&
      !candidate.passed &&
      wanted.some(({ plan }) => plan.assignmentId === candidate.assignmentId),
  );
  if (!exam) return null;
  const minutes = Math.round(exam.durationSeconds / 60);
  return {
    kind: 'exam',
    verb: '参加考试',
    what: exam.title,
    note: `${minutes} 分钟，${exam.passMark} 分及格`,
    href: '/exams',
  };
}

function waiting(open: readonly PlanWithStanding[]): NextAction | null {
  for (const item of open) {
    const step = stepText(item);
    if (step && item.standing.nextStep.kind !== 'lesson')
      return { kind: 'wait', verb: '', what: item.plan.policy.title, note: step.text, href: step.href };
  }
  return null;
}

/**
 * The one next step: an open exam before everything, then the exam when nothing is left to study for it, then the
 * lesson to go on with, then an exam that may be sat already, then what has to be waited for. Null when nothing is owed.
 */
export function nextAction(
  standings: readonly PlanWithStanding[],
  exams: readonly ExamView[],
  lesson: LessonCard | null,
): NextAction | null {
  const inRoom = openAttempt(exams);
  if (inRoom) return inRoom;
  const open = standings.filter(isOpenPlan);
  const studied = open.every((item) => item.standing.nextStep.kind !== 'lesson');
  const exam = startableExam(open, exams);
  if (studied && exam) return exam;
  if (lesson && !(studied && open.length > 0)) return lessonAction(lesson);
  return exam ?? waiting(open);
}
