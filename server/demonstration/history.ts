import type { Tx } from '#db/client.ts';
import {
  type DemonstrationLesson,
  unsafeInsertDemonstration,
  unsafeInsertReadings,
  unsafeTravelTo,
} from '#db/dal/system-demonstration.ts';
import type { AttemptFact } from '#domain/assessment/attempt-state.ts';
import { hoursText, type LedgerMode } from '#domain/hours/ledger.ts';
import { addDays, dateIn, isoDate } from '#domain/shared/dates.ts';
import { rngFrom } from '#domain/shared/rng.ts';
import { settlePlans } from '../operations/completion.ts';
import { examMinute, instantOf, laterBy, workdayFrom } from './calendar.ts';
import { between, uuid } from './chance.ts';
import { isMet, newYearBook, Outbox, type YearBook } from './ledger-book.ts';
import type { Meeting } from './meetings.ts';
import type { Plan } from './plans.ts';
import { type Reading, readingRow } from './reading.ts';
import type { Member, Span } from './roster-types.ts';
import { type DemonstrationExam, type Exposure, type Sitting, sit } from './sitting.ts';
import { Timeline } from './timeline.ts';

/** Who enters what people do not do themselves. */
export type Clerks = { readonly hr: Member; readonly office: Member };

type LedgerEntry = {
  readonly mode: LedgerMode;
  readonly minutes: number;
  readonly title: string;
  readonly lesson: DemonstrationLesson | null;
  readonly topics: readonly string[];
  readonly from: Date;
  readonly to: Date;
  readonly at: Date;
  readonly reversesId: string | null;
  readonly reason: string;
  readonly evidence: Record<string, string | number>;
};

/**
 * The history of the institute as it happens: each method enters one thing that happened, with the rows the product's
 * own operations write, and lets `settlePlans` decide what it completes.
 */
export class History {
  readonly timeline = new Timeline();
  private readonly books = new Map<string, YearBook>();
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

  bookOf(member: Member, year: number): YearBook {
    const key = `${member.id}:${year}`;
    const book = this.books.get(key) ?? newYearBook();
    this.books.set(key, book);
    return book;
  }

  /** Writes what waits: all of it, or what `settlePlans` looks at. */
  private async flush(isAll: boolean): Promise<void> {
    const { rows, readings } = this.outbox.take(isAll);
    await unsafeInsertReadings(this.tx, readings);
    await unsafeInsertDemonstration(this.tx, rows);
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
    const book = this.bookOf(member, year);
    const today = dateIn(this.span.zone, at);
    const met = [...book.open].filter((plan) => isMet(book, plan, today));
    if (met.length === 0) return;
    await this.flush(false);
    await unsafeTravelTo(this.tx, at);
    const { completed } = await settlePlans(this.tx, member.id, year);
    if (completed.length !== met.length)
      throw new Error(`the plans of ${member.employeeNo} were settled otherwise than expected`);
    for (const plan of met) book.open.delete(plan);
  }

  /** 人事 enters the plan, the person is told. */
  async assign(plan: Plan): Promise<void> {
    const { member, policy } = plan;
    this.outbox.add('planAssignments', {
      id: plan.id,
      personId: member.id,
      planKind: plan.kind,
      trainingYear: plan.year,
      policyVersionId: plan.policyVersionId,
      requiredMinutes: policy.requiredMinutes,
      dueOn: plan.dueOn,
      assignedAt: plan.assignedAt,
      assignedBy: this.clerks.hr.accountId,
      reason: plan.reason,
    });
    const hours = hoursText(policy.requiredMinutes, policy.minutesPerHour);
    this.notice(plan, 'assigned', {
      title: `${plan.year} 年${policy.title}已列入计划`,
      body: `需完成 ${hours} 学时和 ${policy.requiredLessons.length} 门必修课，请在 ${plan.dueOn} 前完成。`,
      href: '/learn',
      isUrgent: false,
      at: plan.assignedAt,
    });
    this.bookOf(member, plan.year).open.add(plan);
    await this.settle(member, plan.year, plan.assignedAt);
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
        if (plan.year !== year || (plan.member.leftOn !== null && plan.member.leftOn <= dateIn(this.span.zone, at)))
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
    const id = uuid(this.ids);
    const { lesson, mode, minutes, title, reversesId } = entry;
    const isOwn = mode === 'online';
    this.outbox.add('hoursLedger', {
      id,
      personId: member.id,
      trainingYear: year,
      minutes,
      mode,
      lessonId: lesson?.lessonId ?? null,
      lessonVersion: lesson?.version ?? null,
      title,
      topics: [...entry.topics],
      isUnitOrganised: mode === 'session' || mode === 'visit',
      occurredFrom: entry.from,
      occurredTo: entry.to,
      reversesId,
      recordedBy: isOwn ? null : this.clerks.office.accountId,
      reason: entry.reason,
      evidence: entry.evidence,
      createdAt: entry.at,
    });
    const row = { id, mode, minutes, title, lessonId: lesson?.lessonId ?? null, topics: entry.topics, reversesId };
    this.bookOf(member, year).rows.push(row);
    return id;
  }

  /** A reading has ended: progress, the heartbeats behind it and, when it completed the lesson, the hours. */
  async read(member: Member, year: number, lesson: DemonstrationLesson, reading: Reading): Promise<void> {
    const at = reading.endedAt;
    const viewerId = uuid(this.ids);
    this.outbox.addReading(readingRow(reading, { personId: member.id, lesson, trainingYear: year, viewerId }));
    this.outbox.add('lessonProgress', {
      personId: member.id,
      lessonId: lesson.lessonId,
      trainingYear: year,
      lessonVersion: lesson.version,
      creditedSeconds: reading.creditedSeconds,
      sectionsDone: reading.sectionsDone,
      checksDone: reading.checksDone,
      position: reading.position,
      startedAt: reading.startedAt,
      updatedAt: at,
      completedAt: reading.isComplete ? at : null,
    });
    this.openReadings.set(member.id, { lessonId: lesson.lessonId, reading, year, viewerId });
    if (!reading.isComplete) return;
    this.openReadings.delete(member.id);
    const { creditedSeconds } = reading;
    this.enter(member, year, {
      mode: 'online',
      minutes: lesson.plannedMinutes,
      title: lesson.title,
      lesson,
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
    this.bookOf(member, year).lessons.add(lesson.lessonId);
    await this.settle(member, year, at);
  }

  /** 保密办 enters the sign-in list of a meeting. @returns the ledger rows by person. */
  async meet(one: Meeting, attendees: readonly Member[], at: Date): Promise<Map<Member, string>> {
    const from = instantOf(this.span.zone, one.on, one.minute);
    const rows = new Map<Member, string>();
    for (const member of attendees) {
      const id = this.enter(member, one.year, {
        mode: one.mode,
        minutes: one.minutes,
        title: one.title,
        lesson: null,
        topics: one.topics,
        from,
        to: laterBy(from, one.minutes * 60),
        at,
        reversesId: null,
        reason: '',
        evidence: { attendanceList: one.list, attendees: attendees.length },
      });
      rows.set(member, id);
    }
    const detail = { title: one.title, minutes: one.minutes, people: attendees.length };
    this.audit(at, this.clerks.office, 'hours.record', ['attendance-list', one.list], detail);
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
      topics: one.topics,
      from,
      to: laterBy(from, one.minutes * 60),
      at,
      reversesId,
      reason,
      evidence: { attendanceList: one.list },
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
    if (passed) {
      this.bookOf(member, year).passed.add(plan.kind);
      await this.settle(member, year, closedAt);
      return;
    }
    const attempts = [...earlier, { no, state: 'graded' as const, passed, closedAt }];
    const again = attempts.length < exam.blueprint.attemptsMax ? this.nextTry(plan, sitting) : null;
    if (again) this.timeline.add(again, () => this.examine(plan, exam, attempts, again));
  }

  /** Most come back the same day or within two weeks, some not at all, and nobody after the year or today. */
  private nextTry({ member, year, kind }: Plan, { closedAt, no }: Sitting): Date | null {
    const { zone, today } = this.span;
    const rng = rngFrom(`jianglan:again:${member.employeeNo}:${kind}:${year}:${no}`);
    const day = dateIn(zone, closedAt);
    const chance = rng();
    if (chance < 0.1) return null;
    const isMorning = closedAt < instantOf(zone, day, 12 * 60);
    const sameDay = chance < 0.35 && isMorning;
    const on = sameDay ? day : workdayFrom(addDays(day, between(rng, 1, 12)));
    const isTooLate = on >= today || on > isoDate(`${year}-12-31`) || (member.leftOn !== null && on >= member.leftOn);
    if (isTooLate) return null;
    return instantOf(zone, on, sameDay ? between(rng, 14 * 60, 16 * 60) : examMinute(rng));
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
