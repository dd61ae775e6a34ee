import { unsafeLockCase } from '#db/dal/cases.ts';
import { unsafeTravelTo } from '#db/dal/system-demonstration.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { CaseKind } from '#domain/certification/case/kinds.ts';
import { addDays, type IsoDate } from '#domain/shared/dates.ts';
import type { Result } from '#domain/shared/result.ts';
import { openCaseIn } from '../../operations/cases/open-case.ts';
import { takeStepIn } from '../../operations/cases/take-step.ts';
import { instantOf, workdayUntil } from '../calendar.ts';
import { departmentOf, type Member, placeOn } from '../roster-types.ts';
import { principalOfMember } from './desk.ts';
import { type CaseWorld, officerFor, REVIEW_FORM } from './life.ts';

const AGREE = { opinion: 'agree' };

function given<T>(result: Result<T>, what: string): T {
  if (!result.ok)
    throw new Error(`demonstration: ${what}: ${result.error.code} ${JSON.stringify(result.error.meta ?? {})}`);
  return result.value;
}

/**
 * Takes steps with the product's own operations when their instant comes. Two days before a weekend may be the same
 * working day, so the steps of one matter come at later and later hours.
 */
class Live {
  private readonly world: CaseWorld;
  private readonly ids = new Map<string, string>();

  constructor(world: CaseWorld) {
    this.world = world;
  }

  private at(when: Date, run: () => Promise<void>): void {
    this.world.timeline.add(when, async () => {
      await this.world.catchUp();
      await unsafeTravelTo(this.world.tx, when);
      await run();
    });
  }

  open(when: Date, name: string, by: Principal, kind: CaseKind, payload: Record<string, unknown>): void {
    this.at(when, async () => {
      this.ids.set(name, given(await openCaseIn(this.world.tx, by, kind, payload), name).id);
    });
  }

  step(when: Date, name: string, by: Principal, event: string, payload: Record<string, unknown> = {}): void {
    this.at(when, async () => {
      const caseId = this.ids.get(name) ?? '';
      const version = (await unsafeLockCase(this.world.tx, caseId))?.version ?? 0;
      given(await takeStepIn(this.world.tx, by, caseId, { event, version, payload }, true), `${name}: ${event}`);
    });
  }
}

/** People of a life state who never moved, in the order of their numbers. */
function settled(members: readonly Member[], today: IsoDate, category: string, department?: string): Member[] {
  return members.filter((member) => {
    const place = placeOn(member, today);
    if (!place || member.places.length > 1 || !/^E1/.test(member.employeeNo) || member.flags.length > 0) return false;
    return place.category === category && (!department || departmentOf(place.unitCode) === department);
  });
}

type Cast = {
  readonly live: Live;
  readonly when: (days: number, hour: number) => Date;
  readonly later: (days: number) => IsoDate;
  readonly hr: Principal;
  readonly office: Principal;
  readonly self: (member: Member) => Principal;
  readonly officer: (member: Member) => Principal;
};

function castOf(world: CaseWorld): Cast {
  const { span, offices, unitId } = world;
  return {
    live: new Live(world),
    when: (days, hour) => instantOf(span.zone, workdayUntil(addDays(span.today, -days)), hour * 60),
    later: (days) => addDays(span.today, days),
    hr: principalOfMember(offices.hr, ['hr']),
    office: principalOfMember(offices.office, ['office']),
    self: (member) => principalOfMember(member, []),
    officer: (member) =>
      principalOfMember(officerFor(world, member), ['unit-officer'], [unitId(departmentOf(member.places[0].unitCode))]),
  };
}

/** Two on the way into a post: one before the review form, one before the conclusion. */
function entering(
  { live, when, later, office, self, officer }: Cast,
  world: CaseWorld,
  ordinary: readonly Member[],
): void {
  const [nominee, reviewed] = ordinary;
  const post = [...world.posts.values()].find(
    (one) => departmentOf(one.unitCode) === 'JL-HG' && one.level === 'general',
  );
  if (!nominee || !reviewed || !post) return;
  const nomination = (member: Member) => ({
    personId: member.id,
    postId: post.id,
    startOn: later(40),
    reason: '岗位空缺，工作需要',
  });
  live.open(when(3, 9), 'nominee', officer(nominee), 'entry', nomination(nominee));
  live.open(when(9, 9), 'reviewed', officer(reviewed), 'entry', nomination(reviewed));
  live.step(when(7, 10), 'reviewed', self(reviewed), 'submit-review', REVIEW_FORM);
  live.step(when(6, 11), 'reviewed', officer(reviewed), 'opinion-unit', AGREE);
  live.step(when(4, 14), 'reviewed', office, 'opinion-office', AGREE);
}

/** Matters of people in post: a trip, a report, a suspension. */
function inPost(
  { live, when, later, hr, office, self, officer }: Cast,
  today: IsoDate,
  traveller: Member,
  others: readonly Member[],
): void {
  const trip = {
    purpose: 'private',
    destination: '新加坡',
    departOn: later(24),
    returnOn: later(31),
    reason: '休年假，与家人旅行',
  };
  live.open(when(2, 9), 'trip', self(traveller), 'travel', trip);
  live.step(when(1, 10), 'trip', hr, 'opinion-hr', AGREE);
  const [reporter, idle] = others;
  if (reporter) {
    const matter = {
      matter: 'family',
      occurredOn: addDays(today, -9),
      description: '子女赴境外留学，拟申请长期居留。',
    };
    live.open(when(5, 9), 'report', self(reporter), 'report', matter);
    live.step(when(4, 10), 'report', officer(reporter), 'receive', AGREE);
  }
  const suspension = { cause: 'overdue', reason: '上一年度教育至今没有完成。' };
  if (idle) live.open(when(1, 15), 'suspension', office, 'suspension', { personId: idle.id, ...suspension });
}

/**
 * What is under way today, taken with the product's own operations in the last weeks: something for every office to do.
 */
export function presentCases(world: CaseWorld, members: readonly Member[]): void {
  const { span, unitId } = world;
  const cast = castOf(world);
  const { live, when, later, hr, self } = cast;
  entering(cast, world, settled(members, span.today, 'none', 'JL-HG'));
  const traveller = members.find((member) => member.employeeNo === 'E0101');
  if (traveller) inPost(cast, span.today, traveller, settled(members, span.today, 'general', 'JL-CY'));
  const [leaver] = settled(members, span.today, 'general', 'JL-HG');
  if (leaver) {
    const exit = { exitKind: 'leave-unit', cause: 'transfer', plannedOn: later(30), reason: '调往外市工作' };
    live.open(when(2, 14), 'exit', self(leaver), 'exit', { personId: leaver.id, ...exit });
  }
  live.open(when(2, 11), 'post', hr, 'post', {
    action: 'create',
    code: 'JL-Y900',
    name: '数据汇总岗',
    unitId: unitId('JL-XX-02'),
    level: 'general',
    basis: '拟定期汇总各所涉密报表，种类和数量待核。',
    reviewOn: later(700),
  });
}
