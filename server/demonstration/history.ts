import type { Tx } from '#db/client.ts';
import { unsafeRestartLessons } from '#db/dal/learning.ts';
import {
  type DemonstrationLesson,
  unsafeHoldSession,
  unsafeInsertDemonstration,
  unsafeInsertReadings,
  unsafeOverwriteProgress,
  unsafeTravelTo,
} from '#db/dal/system-demonstration.ts';
import { unsafeEndPlan } from '#db/dal/system-plan-assignment.ts';
import type { AttemptFact } from '#domain/assessment/attempt-state.ts';
import type { EvidenceExam } from '#domain/hours/plan-evidence.ts';
import { dateIn } from '#domain/shared/dates.ts';
import { rngFrom } from '#domain/shared/rng.ts';
import { settlePlans } from '../operations/completion.ts';
import { instantOf, laterBy } from './calendar.ts';
import { uuid } from './chance.ts';
import { checkAnswers } from './check-answers.ts';
import {
  assignedText,
  evidenceAttempt,
  evidenceRow,
  type LedgerEntry,
  ledgerRow,
  planRow,
  progressRow,
} from './entries.ts';
import { type Book, isMet, lessonsMissing, newBook, Outbox } from './ledger-book.ts';
import type { Meeting } from './meetings.ts';
import { nextTry } from './next-try.ts';
import type { Plan } from './plans.ts';
import { type Reading, readingRow } from './reading.ts';
import type { Member, Span } from './roster-types.ts';
import { aboutMeeting, approverOf, sessionOf } from './sign-in-lists.ts';
import { type DemonstrationExam, type Exposure, type Sitting, sit } from './sitting.ts';
import { Timeline } from './timeline.ts';

/** Who enters what people do not do themselves. */
export type Clerks = { readonly hr: Member; readonly office: Member; readonly colleague: Member };

/**
 * The history of the institute as it happens: each method enters one thing that happened, with the rows the product's
 * own operations write, and lets `settlePlans` decide what it completes.
 */
export class History {
  readonly timeline = new Timeline();
  private readonly books = new Map<string, Book>();
  private exams: readonly EvidenceExam[] = [];
  private readonly outbox = new Outbox();
  private readonly exposure: Exposure = { total: new Map(), byPerson: new Map() };
  private readonly openReadings = new Map<
    string,
    { lessonId: string; reading: Reading; year: number; viewerId: string }
  >();
  private readonly ids = rngFrom('jianglan:history');
  private readonly tx: Tx;
  private readonly span: Span;
  private readonly clerks: Clerks;

  constructor(tx: Tx, span: Span, clerks: Clerks) {
    this.tx = tx;
    this.span = span;
    this.clerks = clerks;
  }

  /** The exams people will sit. */
  announce(exams: readonly DemonstrationExam[]): void {
    this.exams = exams.map(({ id, blueprint, ...exam }) => ({
      ...exam,
      examId: id,
      title: blueprint.title,
      passMark: blueprint.passMark,
      attemptsMax: blueprint.attemptsMax,
    }));
  }

  private bookOf(member: Member): Book {
    const book = this.books.get(member.id) ?? newBook();
    this.books.set(member.id, book);
    return book;
  }

  /** Whether a plan of a year is still open. */
  hasOpen(member: Member, year: number): boolean {
    return [...this.bookOf(member).open].some((plan) => plan.year === year);
  }

  /** Writes what waits: all of it, or what `settlePlans` looks at. */
  private async flush(isAll: boolean): Promise<void> {
    const { rows, readings } = this.outbox.take(isAll);
    await unsafeInsertReadings(this.tx, readings);
    await unsafeInsertDemonstration(this.tx, rows);
  }

  /** Writes everything that waits, before something is written by other hands. */
  async catchUp(): Promise<void> {
    await this.flush(true);
  }

  private audit(
    at: Date,
    actor: Member,
    action: string,
    subject: readonly [string, string],
    detail: Record<string, unknown>,
  ) {
    this.outbox.add('auditEvents', {
      at,
      actorAccountId: actor.accountId,
      actorName: `${actor.name}（${actor.employeeNo}）`,
      action,
      outcome: 'done',
      subjectType: subject[0],
      subjectId: subject[1],
      detail,
    });
  }

  /** Lets the product complete what is met. @throws Error when the product sees it otherwise. */
  private async settle(member: Member, year: number, at: Date): Promise<void> {
    const book = this.bookOf(member);
    const when = { now: at, zone: this.span.zone, exams: this.exams };
    const looked = [...book.open].filter((plan) => plan.year === year || plan.caseId !== null);
    const met = looked.filter((plan) => isMet(book, plan, when));
    if (met.length === 0) return;
    await this.flush(false);
    await unsafeTravelTo(this.tx, at);
    const { completed } = await settlePlans(this.tx, member.id, year);
    if (completed.length !== met.length)
      throw new Error(`the plans of ${member.employeeNo} were settled otherwise than expected`);
    for (const plan of met) book.open.delete(plan);
  }

  /** The plan is entered by the rule or for an event, the person is told. */
  async assign(plan: Plan): Promise<void> {
    const { member } = plan;
    this.outbox.add('planAssignments', planRow(plan));
    this.notice(plan, 'assigned', { ...assignedText(plan), href: '/learn', isUrgent: false, at: plan.assignedAt });
    this.bookOf(member).open.add(plan);
    if (plan.caseId !== null) await this.restart(plan);
    await this.settle(member, plan.year, plan.assignedAt);
  }

  /** An event asks anew for lessons that are complete already. */
  private async restart({ member, policy, year, assignedAt }: Plan): Promise<void> {
    const { readings } = this.bookOf(member);
    const complete = policy.requiredLessons.filter((id) => readings.get(`${year}:${id}`)?.isComplete);
    if (complete.length === 0) return;
    await this.flush(false);
    await unsafeTravelTo(this.tx, assignedAt);
    const restarted = await unsafeRestartLessons(this.tx, member.id, complete, year);
    if (restarted.length !== complete.length) throw new Error(`lessons of ${member.employeeNo} did not start anew`);
    for (const id of complete) {
      const key = `${year}:${id}`;
      readings.set(key, { round: (readings.get(key)?.round ?? 1) + 1, isComplete: false, isAsked: true });
    }
  }

  /** The rule gives another plan from now on, or the occasion fell through; an unfinished one ends. */
  async end(plan: Plan, at: Date, reason = '人员类别、在岗状态或职责变动，本年度不再要求'): Promise<void> {
    if (!this.bookOf(plan.member).open.delete(plan)) return;
    await this.flush(false);
    await unsafeTravelTo(this.tx, at);
    await unsafeEndPlan(this.tx, plan.id, reason);
  }

  private notice(
    plan: Plan,
    key: string,
    { at, ...of }: { title: string; body: string; href: string; isUrgent: boolean; at: Date },
  ): void {
    this.outbox.add('notices', {
      id: uuid(this.ids),
      personId: plan.member.id,
      dedupeKey: `plan-${key}:${plan.id}`,
      ...of,
      createdAt: at,
    });
  }

  /** Tells everybody whose plan is open that the year ends. */
  remind(year: number, at: Date): void {
    for (const book of this.books.values()) {
      for (const plan of book.open) {
        if (
          plan.year !== year ||
          plan.caseId !== null ||
          (plan.member.leftOn !== null && plan.member.leftOn <= dateIn(this.span.zone, at))
        )
          continue;
        this.notice(plan, 'remind-60', {
          title: `${year} 年${plan.policy.title}尚未达标`,
          body: `截止日期为 ${plan.dueOn}，请查看还差什么并尽快完成。`,
          href: '/me',
          isUrgent: false,
          at,
        });
      }
    }
  }

  private enter(member: Member, year: number, entry: LedgerEntry): string {
    const of = { id: uuid(this.ids), personId: member.id, trainingYear: year };
    this.outbox.add('hoursLedger', ledgerRow(entry, of, this.clerks.office.accountId));
    this.bookOf(member).rows.push(evidenceRow(entry, of));
    return of.id;
  }

  /** Writes the progress of a reading: a first row, or over the one an event started anew. */
  private async progress(member: Member, year: number, lesson: DemonstrationLesson, reading: Reading, round: number) {
    const row = progressRow(reading, { personId: member.id, trainingYear: year, lesson, round });
    if (round === 1) this.outbox.add('lessonProgress', row);
    else await unsafeOverwriteProgress(this.tx, row);
  }

  /**
   * A reading has ended: progress, the heartbeats behind it and, when it completed the lesson, the hours. Whoever has the
   * lesson on record already since it was last asked for does not read it again.
   */
  async read(member: Member, year: number, lesson: DemonstrationLesson, reading: Reading): Promise<void> {
    const { readings } = this.bookOf(member);
    const key = `${year}:${lesson.lessonId}`;
    const known = readings.get(key);
    if (known && !known.isAsked) return;
    const round = known?.round ?? 1;
    readings.set(key, { round, isComplete: reading.isComplete, isAsked: false });
    const at = reading.endedAt;
    const viewerId = uuid(this.ids);
    this.outbox.addReading(readingRow(reading, { personId: member.id, lesson, trainingYear: year, viewerId }));
    await this.progress(member, year, lesson, reading, round);
    this.openReadings.set(member.id, { lessonId: lesson.lessonId, reading, year, viewerId });
    if (!reading.isComplete) return;
    this.openReadings.delete(member.id);
    this.outbox.add('studyAnswers', ...checkAnswers(reading, { member, lesson, round }));
    const { creditedSeconds } = reading;
    this.enter(member, year, {
      mode: 'online',
      minutes: lesson.plannedMinutes,
      title: lesson.title,
      lesson,
      round,
      topics: lesson.topics,
      from: reading.startedAt,
      to: at,
      at,
      reversesId: null,
      reason: '',
      evidence: { creditedSeconds, sections: lesson.sectionIds.length, checks: lesson.checkItemIds.length },
    });
    this.audit(at, member, 'lesson.complete', ['lesson', lesson.lessonId], {
      version: lesson.version,
      trainingYear: year,
      minutes: lesson.plannedMinutes,
      creditedSeconds,
    });
    await this.settle(member, year, at);
  }

  /** 保密办 enters the sign-in list of a meeting, or hands it in. */
  list(action: 'training.create' | 'training.submit', one: Meeting, attendees: readonly Member[], at: Date): void {
    const detail = aboutMeeting(one, attendees, this.span);
    this.audit(at, this.clerks.office, action, ['training-session', one.id], detail);
  }

  /** A second person approves the sign-in list of a meeting. @returns the ledger rows by person. */
  async meet(one: Meeting, unitId: string, attendees: readonly Member[], at: Date): Promise<Map<Member, string>> {
    const { hr, office: clerk, colleague } = this.clerks;
    const approver = approverOf(attendees, [hr, colleague]);
    await unsafeHoldSession(this.tx, sessionOf(one, { unitId, attendees, clerk, approver, at, span: this.span }));
    const from = instantOf(this.span.zone, one.on, one.minute);
    const rows = new Map<Member, string>();
    for (const member of attendees) {
      const id = this.enter(member, one.year, {
        mode: one.mode,
        minutes: one.minutes,
        title: one.title,
        lesson: null,
        round: 1,
        topics: one.topics,
        from,
        to: laterBy(from, one.minutes * 60),
        at,
        reversesId: null,
        reason: '',
        evidence: {
          sessionId: one.id,
          attendees: attendees.length,
          approvedBy: approver.accountId,
          signIn: 'list',
        },
      });
      rows.set(member, id);
    }
    const detail = { ...aboutMeeting(one, attendees, this.span), trainingYear: one.year };
    this.audit(at, approver, 'hours.record', ['training-session', one.id], detail);
    for (const member of attendees) await this.settle(member, one.year, at);
    return rows;
  }

  /** Takes back an entry that was made by mistake. */
  correct(member: Member, one: Meeting, reversesId: string, at: Date): void {
    const reason = '复核签到表：本人当日因公外出，未参加培训，冲销误登的学时。';
    const from = instantOf(this.span.zone, one.on, one.minute);
    const id = this.enter(member, one.year, {
      mode: 'correction',
      minutes: -one.minutes,
      title: `更正：${one.title}`,
      lesson: null,
      round: 1,
      topics: one.topics,
      from,
      to: laterBy(from, one.minutes * 60),
      at,
      reversesId,
      reason,
      evidence: { sessionId: one.id },
    });
    this.audit(at, this.clerks.office, 'hours.correct', ['hours-ledger', id], {
      reversesId,
      minutes: -one.minutes,
      reason,
    });
  }

  /** A person starts the exam of a plan; hands it in, and comes back another time when it was not enough. */
  async examine(plan: Plan, exam: DemonstrationExam, earlier: readonly AttemptFact[], at: Date): Promise<void> {
    const { member } = plan;
    const book = this.bookOf(member);
    // The rule may give another plan by now, and some papers open only after the lessons.
    if (!book.open.has(plan) || (plan.policy.lessonsBeforeExam && lessonsMissing(book, plan) > 0)) return;
    const sitting = await sit(member, exam, earlier, at, { exposure: this.exposure, span: this.span });
    const detail = { examId: exam.id, attemptNo: sitting.no };
    this.audit(at, member, 'exam.start', ['attempt', sitting.attemptId], detail);
    this.timeline.add(sitting.closedAt, () => this.handIn(plan, exam, earlier, sitting));
  }

  private async handIn(
    plan: Plan,
    exam: DemonstrationExam,
    earlier: readonly AttemptFact[],
    sitting: Sitting,
  ): Promise<void> {
    const { member, year } = plan;
    const { closedAt, passed, score, no } = sitting;
    for (const [table, rows] of Object.entries(sitting.rows))
      this.outbox.add(table as 'attempts', ...(rows as never[]));
    this.audit(closedAt, member, 'attempt.submit', ['attempt', sitting.attemptId], { score, passed });
    this.bookOf(member).attempts.push(evidenceAttempt(exam.id, sitting));
    if (passed) {
      await this.settle(member, year, closedAt);
      return;
    }
    const attempts = [...earlier, { no, state: 'graded' as const, passed, closedAt }];
    const again = attempts.length < exam.blueprint.attemptsMax ? nextTry(plan, exam, sitting, this.span) : null;
    if (again) this.timeline.add(again, () => this.examine(plan, exam, attempts, again));
  }

  /** What is still open on the people's screens: the lesson each read last and did not finish. */
  async close(): Promise<void> {
    for (const [personId, { lessonId, reading, year, viewerId }] of this.openReadings) {
      this.outbox.add('openLessons', {
        personId,
        lessonId,
        trainingYear: year,
        viewerId,
        openedAt: reading.startedAt,
        lastBeatAt: reading.endedAt,
        presenceAskedAt: null,
        nextPresenceAtSeconds: reading.nextPresenceAtSeconds,
      });
    }
    await this.flush(true);
  }
}
