import { addDays, addMonths, type IsoDate } from '#domain/shared/dates.ts';
import { rngFrom } from '#domain/shared/rng.ts';
import { laterDate } from '../calendar.ts';
import { between, uuid } from '../chance.ts';
import { departmentOf, type Member, type Place, type Span } from '../roster-types.ts';

type Level = 'general' | 'important' | 'core';

export type DemonstrationPost = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly unitCode: string;
  readonly level: Level;
};

const NAMES: Readonly<Record<Level, string>> = {
  general: '涉密文稿办理岗',
  important: '重要文件经办岗',
  core: '核心文件管理岗',
};
const BASIS: Readonly<Record<Level, string>> = {
  general: '近三年经常办理秘密级文件，数量在二十份以内。',
  important: '近三年经常办理机密级文件，数量在十份以内。',
  core: '近三年经管绝密级文件，由本单位领导批准确定。',
};

/** Months from the last determination of a post to the next 复审 of its holder, by level. */
const REVIEW_MONTHS: Readonly<Record<Level, number>> = { general: 36, important: 24, core: 12 };

function isHeld(place: Place): place is Place & { category: Level } {
  return place.category !== 'none' && ['in-post', 'suspended', 'leaving'].includes(place.lifeState);
}

/** The classified posts of the institute: one for each unit and level somebody is entitled to or on the way to. */
export function demonstrationPosts(members: readonly Member[]): ReadonlyMap<string, DemonstrationPost> {
  const posts = new Map<string, DemonstrationPost>();
  const rng = rngFrom('jianglan:posts-register');
  for (const member of members) {
    for (const place of member.places) {
      if (place.category === 'none') continue;
      const key = `${place.unitCode}:${place.category}`;
      if (posts.has(key)) continue;
      const letter = { general: 'Y', important: 'Z', core: 'H' }[place.category];
      posts.set(key, {
        id: uuid(rng),
        code: `JL-${letter}${String(posts.size + 1).padStart(3, '0')}`,
        name: NAMES[place.category],
        unitCode: place.unitCode,
        level: place.category,
      });
    }
  }
  return posts;
}

export function postRows(posts: ReadonlyMap<string, DemonstrationPost>, span: Span, unitId: (code: string) => string) {
  return [...posts.values()].map((post, index) => ({
    id: post.id,
    code: post.code,
    name: post.name,
    unitId: unitId(post.unitCode),
    level: post.level,
    basis: BASIS[post.level],
    reviewOn: addMonths(span.today, (index % 23) + 1),
    status: 'active' as const,
    activeFrom: addMonths(span.from, -30),
  }));
}

/** Since when the present determination holds: within the interval, so that 复审 come due one after the other. */
function heldFrom(member: Member, place: Place & { category: Level }, span: Span): IsoDate {
  const rng = rngFrom(`jianglan:held:${member.employeeNo}`);
  if (place.from >= span.from) return place.from;
  const earliest = addMonths(span.today, -REVIEW_MONTHS[place.category]);
  // Three months and more stay until the next one, but for a few whose time is near.
  const start = addDays(earliest, between(rng, 20, Math.round(REVIEW_MONTHS[place.category] * 26)));
  return laterDate(start, place.from);
}

/** Who holds or held which post. People on the way into one are appointed when their case says so. */
export function holderRows(members: readonly Member[], posts: ReadonlyMap<string, DemonstrationPost>, span: Span) {
  return members.flatMap((member) => {
    const first = member.places.findIndex(isHeld);
    const place = member.places[first];
    if (!place || !isHeld(place) || member.places.some((one) => one.lifeState === 'entering')) return [];
    const end = member.places.slice(first + 1).find((one) => !isHeld(one))?.from ?? member.leftOn;
    const from = heldFrom(member, place, span);
    return [
      {
        id: uuid(rngFrom(`jianglan:holder:${member.employeeNo}`)),
        personId: member.id,
        postId: posts.get(`${place.unitCode}:${place.category}`)?.id ?? '',
        validFrom: end && from >= end ? place.from : from,
        validTo: end && end <= span.today ? end : null,
      },
    ];
  });
}

/** The 部门保密员 of each department, who has that duty, and a head who stands in where the matter is about that one. */
export function officersOf(members: readonly Member[], span: Span): ReadonlyMap<string, readonly Member[]> {
  const officers = new Map<string, Member[]>();
  const stays = (member: Member) => member.leftOn === null && member.joinedOn < span.from && member.places.length === 1;
  const add = (flag: 'security-officer' | 'leader', most: number) => {
    for (const member of members) {
      if (!stays(member) || !member.flags.includes(flag)) continue;
      const department = departmentOf(member.places[0].unitCode);
      const known = officers.get(department) ?? [];
      if (known.length < most) officers.set(department, [...known, member]);
    }
  };
  add('security-officer', 1);
  add('leader', 2);
  return officers;
}
