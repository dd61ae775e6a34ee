import type { Category, EmploymentForm } from '#domain/people/types.ts';
import { addMonths, type IsoDate, isoDate } from '#domain/shared/dates.ts';
import { type Rng, rngFrom } from '#domain/shared/rng.ts';
import { dateAt } from './calendar.ts';
import { between, normal, oneOf, uuid } from './chance.ts';
import { movedPlaces } from './moves.ts';
import { fictionalNames } from './people-names.ts';
import { type Post, posts } from './posts.ts';
import type { Member, Place, Span } from './roster-types.ts';
import { STABLE, type StablePerson } from './stable-people.ts';

const FORMS: readonly EmploymentForm[] = [
  ...Array<EmploymentForm>(39).fill('staff'),
  ...Array<EmploymentForm>(6).fill('contract'),
  'seconded',
  'seconded',
  'dispatched',
  'rehired',
  'temporary-post',
];

/** Shares of the staff in classified posts, in whole people of the number given. */
function categories(all: readonly Post[], free: readonly number[], rng: Rng): Map<number, Category> {
  const order = free
    .map((index) => ({ index, key: rng() ** (1 / (all[index]?.classified ?? 1)) }))
    .sort((a, b) => b.key - a.key);
  const [core, important, general] = [0.03, 0.12, 0.3].map((share) => Math.round(all.length * share));
  const of = (place: number): Category => {
    if (place < (core ?? 0)) return 'core';
    if (place < (important ?? 0)) return 'important';
    return place < (general ?? 0) ? 'general' : 'none';
  };
  return new Map(order.map(({ index }, place) => [index, of(place)]));
}

function joinedOn(rng: Rng, span: Span, isChief: boolean): IsoDate {
  // One in twenty-five of the ordinary staff joined while the history ran.
  if (!isChief && rng() < 0.045) return dateAt(addMonths(span.from, 1), addMonths(span.today, -1), rng());
  const year = Number(span.from.slice(0, 4)) - (isChief ? between(rng, 8, 22) : between(rng, 1, 18));
  return isoDate(
    `${year}-${String(between(rng, 1, 12)).padStart(2, '0')}-${String(between(rng, 1, 28)).padStart(2, '0')}`,
  );
}

type Chosen = { readonly employeeNo: string; readonly name: string; readonly post: Post; readonly category: Category };

function ordinaryMember({ employeeNo, name, post, category }: Chosen, span: Span): Member {
  const rng = rngFrom(`jianglan:person:${employeeNo}`);
  const isChief = post.flags.includes('leader');
  const joined = joinedOn(rng, span, isChief);
  const first: Place = {
    from: joined,
    unitCode: post.unitCode,
    category,
    lifeState: category === 'none' ? 'ordinary' : 'in-post',
  };
  const form = isChief || category !== 'none' ? 'staff' : oneOf(rng, FORMS);
  const ids = { id: uuid(rng), accountId: uuid(rng) };
  const moves = isChief || joined >= span.from ? { places: [], leftOn: null } : movedPlaces(rng, first, span);
  return {
    ...ids,
    employeeNo,
    name,
    joinedOn: joined,
    leftOn: moves.leftOn,
    places: [first, ...moves.places],
    form,
    flags: post.flags,
    title: post.title,
    ability: 0.42 + 0.7 * normal(rng) + (category === 'none' ? 0 : 0.95),
  };
}

function stableMember(person: StablePerson, span: Span): Member {
  const rng = rngFrom(`jianglan:person:${person.employeeNo}`);
  const places = person.places(span);
  return {
    id: uuid(rng),
    accountId: uuid(rng),
    employeeNo: person.employeeNo,
    name: person.name,
    joinedOn: places[0].from,
    leftOn: null,
    places,
    form: 'staff',
    flags: person.flags,
    title: person.title,
    ability: 2,
  };
}

/** Gives each stable person a desk of the own office: the last one nobody of them has taken. */
function seatStable(all: readonly Post[], span: Span): Map<number, StablePerson> {
  const seats = new Map<number, StablePerson>();
  for (const person of STABLE) {
    const unitCode = person.places(span)[0].unitCode;
    const isOfficer = person.flags.includes('security-officer');
    const seat = all.findLastIndex(
      (post, index) =>
        post.unitCode === unitCode && !seats.has(index) && post.flags.includes('security-officer') === isOfficer,
    );
    if (seat < 0) throw new Error(`no desk for ${person.employeeNo} in ${unitCode}`);
    seats.set(seat, person);
  }
  return seats;
}

/** Everybody who worked at the institute at some time of the span. The same span gives the same people. */
export function demonstrationRoster(span: Span): Member[] {
  const rng = rngFrom('jianglan:roster');
  const all = posts(rng);
  const seats = seatStable(all, span);
  const free = all.map((_, index) => index).filter((index) => !seats.has(index));
  const category = categories(all, free, rng);
  const names = fictionalNames(
    rng,
    free.length,
    STABLE.map((person) => person.name),
  );
  let number = 1000;
  return all.map((post, index) => {
    const stable = seats.get(index);
    if (stable) return stableMember(stable, span);
    number += 1;
    const name = names[number - 1001] ?? '';
    return ordinaryMember({ employeeNo: `E${number}`, name, post, category: category.get(index) ?? 'none' }, span);
  });
}
