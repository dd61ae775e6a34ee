import type { DeskHolder, Telling } from '#db/dal/system-tell.ts';
import type { Audience, Reminder } from '#domain/reminders/reminder.ts';
import { OUTGOING_TITLE } from '#domain/reminders/wording.ts';

type Recipient = Telling['recipient'];

/** Who holds which office, looked up by office or by the unit it is for. */
export type Desks = ReadonlyMap<string, readonly DeskHolder[]>;

const deskOf = (audience: Exclude<Audience, { to: 'person' }>) =>
  audience.to === 'unit' ? `unit ${audience.unitId}` : audience.role;

/** @param holders each office of each account, a 部门保密员 with every unit of the own subtree. */
export function desksOf(holders: readonly DeskHolder[]): Desks {
  const desks = new Map<string, DeskHolder[]>();
  for (const holder of holders) {
    const name = holder.role === 'unit-officer' ? `unit ${holder.unitId}` : holder.role;
    const desk = desks.get(name);
    if (desk) desk.push(holder);
    else desks.set(name, [holder]);
  }
  return desks;
}

function recipientsOf({ audience, exceptPersonId, exceptAccountIds }: Reminder, desks: Desks): Recipient[] {
  if (audience.to === 'person') return audience.personId === exceptPersonId ? [] : [{ personId: audience.personId }];
  return (desks.get(deskOf(audience)) ?? [])
    .filter(({ accountId, personId }) => {
      const isConcerned = personId !== null && personId === exceptPersonId;
      return !isConcerned && !exceptAccountIds.includes(accountId);
    })
    .map(({ accountId, personId }) => (personId === null ? { accountId } : { personId }));
}

/** What leaves the system leads to the notices, never to a page whose address tells what it is about. */
function tellingOf(reminder: Reminder, recipient: Recipient): Telling {
  const { key, title, body, href, isUrgent, outgoing } = reminder;
  return {
    key,
    recipient,
    title,
    body,
    href,
    isUrgent,
    outgoing: { ...outgoing, title: OUTGOING_TITLE, href: 'personId' in recipient ? '/me/notices' : '/' },
  };
}

/** One telling for each recipient and key, whatever number of offices leads to the same person; in a fixed order. */
export function tellingsOf(reminders: readonly Reminder[], desks: Desks): Telling[] {
  const byRecipient = new Map<string, Telling>();
  for (const reminder of reminders)
    for (const recipient of recipientsOf(reminder, desks)) {
      const id = `${'personId' in recipient ? recipient.personId : recipient.accountId} ${reminder.key}`;
      if (!byRecipient.has(id)) byRecipient.set(id, tellingOf(reminder, recipient));
    }
  return [...byRecipient].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, telling]) => telling);
}
