import type { DemonstrationRows } from '#db/dal/system-demonstration.ts';
import { ROLE_CLASSES, type Role } from '#domain/access/roles.ts';
import { isoDate } from '#domain/shared/dates.ts';
import { rngFrom } from '#domain/shared/rng.ts';
import { instantOf, laterBy, laterDate } from './calendar.ts';
import { demonstrationPosts, holderRows, officersOf, postRows } from './cases/register.ts';
import { uuid } from './chance.ts';
import { ACCOUNT_ROLES, DEMONSTRATION_ACCOUNTS } from './data/accounts.ts';
import { INSTITUTE, OFFICER_UNIT } from './data/organisation.ts';
import { searchPinyin } from './people-names.ts';
import type { Member, Span, Unit } from './roster-types.ts';
import { closureOf, demonstrationUnits } from './units.ts';

const FOUNDED = isoDate('2000-01-01');

export function unitIds(units: readonly Unit[]): (code: string) => string {
  const ids = new Map(units.map((unit) => [unit.code, unit.id]));
  return (code) => {
    const id = ids.get(code);
    if (!id) throw new Error(`no unit ${code}`);
    return id;
  };
}

function placeRows(member: Member, unitId: (code: string) => string) {
  return member.places.map((place, index) => ({
    personId: member.id,
    unitId: unitId(place.unitCode),
    category: place.category,
    lifeState: place.lifeState,
    employmentForm: member.form,
    flags: [...member.flags],
    title: member.title,
    validFrom: place.from,
    validTo: member.places[index + 1]?.from ?? member.leftOn,
  }));
}

/** Ids of the three administrators' accounts, by number. */
function administratorIds(): ReadonlyMap<string, string> {
  const rng = rngFrom('jianglan:administrators');
  return new Map(['S0001', 'A0001', 'U0001'].map((no) => [no, uuid(rng)]));
}

/** When a person came into the roster: with the first of it, or in the morning of the day they joined. */
function enteredAt({ joinedOn }: Member, span: Span): Date {
  return instantOf(span.zone, laterDate(span.from, joinedOn), joinedOn < span.today ? 9 * 60 : 0);
}

function accountRows(members: readonly Member[], span: Span, passwordHash: string) {
  const made = instantOf(span.zone, span.from, 9 * 60);
  const password = { passwordHash, passwordSetAt: instantOf(span.zone, span.today, 0), mustChangePassword: false };
  const ofPeople = members.map((member) => ({
    id: member.accountId,
    employeeNo: member.employeeNo,
    displayName: member.name,
    personId: member.id,
    roleClass: 'business' as const,
    status: member.leftOn && member.leftOn <= span.today ? ('disabled' as const) : ('active' as const),
    ...password,
    createdAt: enteredAt(member, span),
  }));
  const ofAdministrators = [...administratorIds()].map(([employeeNo, id]) => ({
    id,
    employeeNo,
    displayName: DEMONSTRATION_ACCOUNTS.find((account) => account.employeeNo === employeeNo)?.displayName ?? employeeNo,
    personId: null,
    roleClass: ROLE_CLASSES.find((one) => one === ACCOUNT_ROLES[employeeNo as 'S0001']) ?? ('business' as const),
    status: 'active' as const,
    ...password,
    createdAt: made,
  }));
  return [...ofPeople, ...ofAdministrators];
}

/** Organisation, units, people, their places, accounts and roles, as the roster of the institute has them. */
export function baseRows(members: readonly Member[], span: Span, passwordHash: string): DemonstrationRows {
  const units = demonstrationUnits();
  const unitId = unitIds(units);
  const accounts = accountRows(members, span, passwordHash);
  const founded = instantOf(span.zone, span.from, 8 * 60);
  const grantedBy = administratorIds().get('A0001');
  const posts = demonstrationPosts(members);
  const officerRoles = [...officersOf(members, span)].flatMap(([department, officers]) =>
    officers
      .filter((member) => !(member.employeeNo in ACCOUNT_ROLES))
      .map((member) => ({
        accountId: member.accountId,
        role: 'unit-officer' as const,
        roleClass: 'business' as const,
        unitId: unitId(department),
        grantedAt: laterBy(founded, 7200),
        grantedBy: grantedBy ?? null,
      })),
  );
  const namedRoles = Object.entries(ACCOUNT_ROLES).flatMap(([employeeNo, role]: [string, Role]) => {
    const account = accounts.find((one) => one.employeeNo === employeeNo);
    if (!account) return [];
    return {
      accountId: account.id,
      role,
      roleClass: account.roleClass,
      unitId: role === 'unit-officer' ? unitId(OFFICER_UNIT) : null,
      grantedAt: laterBy(founded, 7200),
      grantedBy: account.id === grantedBy ? null : (grantedBy ?? null),
    };
  });
  return {
    organisation: [{ id: 1, name: INSTITUTE.name, zone: span.zone, isDemo: true, createdAt: founded }],
    units: units.map(({ id, code, name, parentCode, sort }) => ({
      id,
      code,
      name,
      parentId: parentCode === null ? null : unitId(parentCode),
      sort,
      validFrom: FOUNDED,
    })),
    unitClosure: closureOf(units),
    people: members.map((member) => ({
      id: member.id,
      employeeNo: member.employeeNo,
      name: member.name,
      namePinyin: searchPinyin(member.name),
      joinedOn: member.joinedOn,
      leftOn: member.leftOn,
      createdAt: enteredAt(member, span),
    })),
    personAssignments: members.flatMap((member) =>
      placeRows(member, unitId).map((row, index) => ({
        id: uuid(rngFrom(`jianglan:place:${member.employeeNo}:${index}`)),
        ...row,
      })),
    ),
    accounts,
    accountRoles: [...namedRoles, ...officerRoles],
    posts: postRows(posts, span, unitId),
    postAssignments: holderRows(members, posts, span),
  };
}
