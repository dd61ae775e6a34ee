import type { Tx } from '#db/client.ts';
import {
  recordOf,
  unsafeInsertCase,
  unsafeInsertStep,
  unsafeLockCase,
  unsafeNextCaseNumber,
  unsafeSteps,
  unsafeUpdateCase,
} from '#db/dal/cases.ts';
import { unsafeTravelTo } from '#db/dal/system-demonstration.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { Role } from '#domain/access/roles.ts';
import { CASE_DEFINITIONS, stepFrom } from '#domain/certification/case/definitions.ts';
import { roundOf, stateOf } from '#domain/certification/case/fold.ts';
import { CASE_KIND_PREFIX, type CaseActor, type CaseKind, type PostLevel } from '#domain/certification/case/kinds.ts';
import { caseContext } from '../../operations/cases/context.ts';
import { derivedRow } from '../../operations/cases/derived-row.ts';
import { tellSubject } from '../../operations/cases/notices.ts';
import { writePaper } from '../../operations/cases/papers.ts';
import type { Member } from '../roster-types.ts';

export type Actor = { readonly member: Member; readonly as: CaseActor };

/** What a case of the past begins with. */
export type Beginning = {
  readonly id: string;
  readonly kind: CaseKind;
  readonly member: Member;
  readonly unitId: string;
  readonly postId: string | null;
  readonly level: PostLevel;
  readonly summary: string;
  readonly payload: Readonly<Record<string, unknown>>;
};

/** The principal of a member of the institute, as a session of theirs would give it. */
export function principalOfMember(
  member: Member,
  roles: readonly Role[],
  officerUnitIds: readonly string[] = [],
): Principal {
  return {
    accountId: member.accountId,
    sessionId: '',
    employeeNo: member.employeeNo,
    name: member.name,
    personId: member.id,
    roleClass: 'business',
    roles,
    officerUnitIds,
    mustChangePassword: false,
    requestId: '',
    ip: '',
  };
}

/**
 * Writes the cases of the past: the rows the product's own steps write, without their effects on people and plans, which
 * the roster of the institute has already. Only steps the table allows can be written.
 */
export class CaseDesk {
  private readonly tx: Tx;
  private readonly zone: string;
  private readonly opened: string[] = [];

  constructor(tx: Tx, zone: string) {
    this.tx = tx;
    this.zone = zone;
  }

  async open(at: Date, beginning: Beginning, actor: Actor): Promise<void> {
    const { tx } = this;
    await unsafeTravelTo(tx, at);
    const { opening } = CASE_DEFINITIONS[beginning.kind];
    const state = opening.initialOf?.(beginning.payload) ?? opening.initial;
    const year = Number(at.toISOString().slice(0, 4));
    const { member, payload, kind, ...row } = beginning;
    await unsafeInsertCase(tx, {
      ...row,
      kind,
      no: await unsafeNextCaseNumber(tx, kind, CASE_KIND_PREFIX[kind], year),
      personId: member.id,
      state,
      version: 0,
      turn: [],
      stateSince: at,
      openedBy: actor.member.accountId,
      openedAt: at,
    });
    this.opened.push(beginning.id);
    await this.write(beginning.id, { event: 'open', fromState: state, toState: state, round: 1, actor, payload });
    if (opening.paper) await this.paper(beginning.id, opening.paper);
    await this.settle(beginning.id);
  }

  /** Takes a step. @throws Error when the table does not allow it in the state the case is in. */
  async step(
    at: Date,
    caseId: string,
    event: string,
    actor: Actor,
    payload: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    const { tx } = this;
    await unsafeTravelTo(tx, at);
    const row = await unsafeLockCase(tx, caseId);
    if (!row) throw new Error(`no case ${caseId}`);
    const record = recordOf(row, await unsafeSteps(tx, caseId));
    const fromState = stateOf(record);
    const definition = stepFrom(row.kind, event, fromState);
    if (!definition) throw new Error(`${row.no}: ${event} is not possible in ${fromState}`);
    const asked = payload.opinion === 'disagree' ? 'disagree' : 'agree';
    await this.write(caseId, {
      event,
      fromState,
      toState: definition.to === 'same' ? fromState : definition.to,
      round: roundOf(record) + (definition.newRound ? 1 : 0),
      actor,
      payload,
      ...(definition.opinion ? { opinion: definition.opinion === 'asked' ? asked : definition.opinion } : {}),
    });
    if (definition.paper) await this.paper(caseId, definition.paper);
    await this.settle(caseId);
  }

  /** Brings the days of all cases in line with the plans that were made beside them. */
  async refresh(): Promise<void> {
    for (const caseId of this.opened) {
      const row = await unsafeLockCase(this.tx, caseId);
      if (!row || row.closedAt) continue;
      const context = await caseContext(this.tx, row, { principal: null, passwordConfirmed: false });
      await unsafeUpdateCase(this.tx, caseId, derivedRow(row, await unsafeSteps(this.tx, caseId), context));
    }
  }

  async stateOf(caseId: string): Promise<string> {
    const row = await unsafeLockCase(this.tx, caseId);
    return row?.state ?? '';
  }

  private async write(
    caseId: string,
    step: {
      readonly event: string;
      readonly fromState: string;
      readonly toState: string;
      readonly round: number;
      readonly actor: Actor;
      readonly payload: Readonly<Record<string, unknown>>;
      readonly opinion?: 'agree' | 'disagree';
    },
  ): Promise<void> {
    const { actor, opinion, ...values } = step;
    const row = await unsafeLockCase(this.tx, caseId);
    await unsafeInsertStep(this.tx, {
      caseId,
      seqNo: (await unsafeSteps(this.tx, caseId)).length + 1,
      ...values,
      payload: { ...values.payload },
      actorRole: actor.as,
      actorAccountId: actor.member.accountId,
      actorPersonId: actor.member.id,
      actorName: `${actor.member.name}（${actor.member.employeeNo}）`,
      subjectPersonId: row?.personId ?? null,
      isOpinion: opinion !== undefined,
      opinion: opinion ?? null,
    });
  }

  private async paper(caseId: string, paper: Parameters<typeof writePaper>[1]['paper']): Promise<void> {
    const row = await unsafeLockCase(this.tx, caseId);
    const steps = await unsafeSteps(this.tx, caseId);
    const step = steps.at(-1);
    if (row && step) await writePaper(this.tx, { row, steps, step, paper, zone: this.zone });
  }

  /** Brings the row of the case in line with its steps and tells the person. */
  private async settle(caseId: string): Promise<void> {
    const { tx } = this;
    const row = await unsafeLockCase(tx, caseId);
    if (!row) return;
    const steps = await unsafeSteps(tx, caseId);
    const context = await caseContext(tx, row, { principal: null, passwordConfirmed: false });
    await unsafeUpdateCase(tx, caseId, derivedRow(row, steps, context));
    await tellSubject(tx, row, steps);
  }
}
