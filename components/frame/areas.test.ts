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
