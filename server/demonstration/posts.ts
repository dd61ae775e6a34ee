import type { PersonFlag } from '#domain/people/types.ts';
import type { Rng } from '#domain/shared/rng.ts';
import { oneOf } from './chance.ts';
import { DEPARTMENTS, type Department, HEAD_TITLES, HEADS, INSTITUTE } from './data/organisation.ts';
import { officeCode } from './units.ts';

/** A desk of the institute before anybody sits at it. */
export type Post = {
  readonly unitCode: string;
  readonly title: string;
  readonly flags: readonly PersonFlag[];
  /** How likely the post is a classified one, 1 = as everywhere. */
  readonly classified: number;
};

const TITLES = [
  '研究员',
  '副研究员',
  '助理研究员',
  '助理研究员',
  '主任科员',
  '工程师',
  '高级工程师',
  '研究实习员',
] as const;

function headOf(department: Department, index: number): Post {
  const isBureau = !department.name.endsWith('研究所');
  const chief = isBureau ? '主任' : '所长';
  return {
    unitCode: `${INSTITUTE.code}-${department.code}`,
    title: index === 0 ? chief : `副${chief}`,
    flags: index === 0 ? ['leader', 'classifier'] : ['leader'],
    classified: department.classified * 2,
  };
}

function deskOf(department: Department, index: number, rng: Rng): Post {
  const office = index % department.offices.length;
  const isChief = index < department.offices.length;
  const isOfficer = index === department.offices.length;
  const name = department.offices[office] ?? '';
  return {
    unitCode: officeCode(department.code, office),
    title: isChief ? `${name.endsWith('处') ? '处长' : '主任'}` : oneOf(rng, TITLES),
    flags: isOfficer ? ['security-officer'] : [],
    classified: department.classified * (/机要|保密|应急|网络/.test(name) ? 2.5 : 1),
  };
}

/** Every post of the institute: its heads, then department by department the heads and the desks. */
export function posts(rng: Rng): Post[] {
  const all: Post[] = Array.from({ length: HEADS }, (_, index) => ({
    unitCode: INSTITUTE.code,
    title: HEAD_TITLES[index] ?? '副院长',
    flags: ['leader'],
    classified: 6,
  }));
  for (const department of DEPARTMENTS) {
    const heads = department.size > 30 ? 3 : 2;
    for (let i = 0; i < heads; i += 1) all.push(headOf(department, i));
    for (let i = heads; i < department.size; i += 1) all.push(deskOf(department, i - heads, rng));
  }
  return all;
}
