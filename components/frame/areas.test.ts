import { expect, test } from 'vitest';
import { ADMIN_ROLES } from '../../domain/access/roles.ts';
import { areasFor, isCurrentArea } from './areas.ts';

const labels = (...args: Parameters<typeof areasFor>) => areasFor(...args).map((area) => area.label);

test('everybody with a training record sees the four areas of learning and nothing more', () => {
  expect(labels({ personId: 'p', roles: [] })).toEqual(['首页', '学习', '考试', '我的']);
});

test('each of the three administrators sees 管理 alone', () => {
  for (const role of ADMIN_ROLES) expect(labels({ personId: null, roles: [role] })).toEqual(['管理']);
});

test('a unit officer sees 本部门, which becomes 人事 together with that role', () => {
  expect(labels({ personId: 'p', roles: ['unit-officer'] })).toContain('本部门');
  expect(labels({ personId: 'p', roles: ['unit-officer', 'hr'] })).toContain('人事');
  expect(labels({ personId: 'p', roles: ['unit-officer', 'hr'] })).not.toContain('本部门');
});

test('every address of the house lights exactly one area', () => {
  const all = areasFor({ personId: 'p', roles: ['hr', 'office', 'sysadmin'] });
  const paths = [
    '/',
    '/learn',
    '/learn/m6-phones',
    '/practice',
    '/exams',
    '/exam/result',
    '/me/notices',
    '/hr/people/1',
  ];
  for (const path of paths) expect(all.filter((area) => isCurrentArea(area, path))).toHaveLength(1);
  expect(all.filter((area) => isCurrentArea(area, '/message'))).toHaveLength(0);
});

test('whoever holds an office sees 待办 with the number that waits, and nobody else does', () => {
  for (const role of ['hr', 'office', 'unit-officer', 'leader'] as const) {
    const viewer = { personId: 'p', roles: [role] };
    expect(areasFor(viewer, 3).find((area) => area.id === 'todo')?.count).toBe(3);
    expect(areasFor(viewer).find((area) => area.id === 'todo')?.count).toBeUndefined();
  }
  expect(labels({ personId: 'p', roles: [] }, 3)).not.toContain('待办');
  expect(labels({ personId: null, roles: ['hr'] }, 3)).not.toContain('待办');
});

test('单位领导 and 保密办 see 人事 under that name', () => {
  for (const role of ['leader', 'office'] as const) expect(labels({ personId: 'p', roles: [role] })).toContain('人事');
});

test('a case lights 待办 for whoever holds an office, and 我的 for everybody else', () => {
  const lit = (roles: readonly 'hr'[]) =>
    areasFor({ personId: 'p', roles })
      .filter((area) => isCurrentArea(area, '/cases/1'))
      .map((area) => area.id);
  expect(lit(['hr'])).toEqual(['todo']);
  expect(lit([])).toEqual(['me']);
});
