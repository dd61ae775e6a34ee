/** What a seal covers of one audit row, in the order in which it is hashed. */
export type SealedEvent = {
  readonly seqNo: number;
  readonly id: string;
  /** ISO instant, microseconds as the database prints them. */
  readonly at: string;
  readonly actorAccountId: string | null;
  readonly actorName: string;
  readonly action: string;
  readonly outcome: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** Canonical text of the detail as the database prints jsonb. */
  readonly detail: string;
  readonly requestId: string;
  readonly ip: string;
};

/** One line of canonical JSON per event: an array in fixed order, so that no field can slide into another. */
export function sealLine(event: SealedEvent): string {
  return JSON.stringify([
    event.seqNo,
    event.id,
    event.at,
    event.actorAccountId,
    event.actorName,
    event.action,
    event.outcome,
    event.subjectType,
    event.subjectId,
    event.detail,
    event.requestId,
    event.ip,
  ]);
}

/** The text whose SHA-256 is the seal: the previous seal's hash, then the lines of its events. */
export function sealText(previousHash: string, events: readonly SealedEvent[]): string {
  return [previousHash, ...events.map(sealLine)].join('\n');
}

/** Hash before the first seal. */
export const GENESIS = '0'.repeat(64);
