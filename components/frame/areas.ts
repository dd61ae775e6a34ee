import { ROLE_LABEL, type Role } from '../../domain/access/roles.ts';

export type AreaId = 'home' | 'learn' | 'exams' | 'me' | 'todo' | 'hr' | 'office' | 'admin';

export type Area = {
  readonly id: AreaId;
  readonly label: string;
  readonly href: string;
  /** Addresses that belong to the area besides its own. */
  readonly also?: readonly string[];
  /** One of the four tabs of a phone; the rest opens from 我的. */
  readonly tab: boolean;
  /** What waits there; left out for nothing. */
  readonly count?: number;
};

/** What the frame needs to know of the person signed in. */
export type FramePrincipal = {
  readonly name: string;
  readonly employeeNo: string;
  readonly personId: string | null;
  readonly roles: readonly Role[];
  readonly orgName: string;
  readonly isDemo: boolean;
  /** Unread notices. */
  readonly unread: number;
  /** Cases and approvals that wait for whoever holds an office. */
  readonly todo: number;
};

/** Who looks: what decides which areas stand in the frame. Hiding is convenience; every page checks for itself. */
export type Viewer = { readonly personId: string | null; readonly roles: readonly Role[] };

const isPerson = (viewer: Viewer) => viewer.personId !== null;
const has =
  (...roles: Role[]) =>
  (viewer: Viewer) =>
    roles.some((role) => viewer.roles.includes(role));

const TABLE: readonly (Area & { readonly opensFor: (viewer: Viewer) => boolean })[] = [
  { id: 'home', label: '首页', href: '/', tab: true, opensFor: isPerson },
  { id: 'learn', label: '学习', href: '/learn', also: ['/practice'], tab: true, opensFor: isPerson },
  { id: 'exams', label: '考试', href: '/exams', also: ['/exam'], tab: true, opensFor: isPerson },
  { id: 'me', label: '我的', href: '/me', also: ['/attend'], tab: true, opensFor: isPerson },
  {
    id: 'todo',
    label: '待办',
    href: '/todo',
    also: ['/cases'],
    tab: false,
    opensFor: (viewer) => isPerson(viewer) && has('hr', 'office', 'unit-officer', 'leader')(viewer),
  },
  { id: 'hr', label: '人事', href: '/hr', tab: false, opensFor: has('hr', 'office', 'unit-officer', 'leader') },
  { id: 'office', label: '保密办', href: '/office', tab: false, opensFor: has('office') },
  { id: 'admin', label: '管理', href: '/admin', tab: false, opensFor: has('sysadmin', 'secadmin', 'auditor') },
];

const seesAll = has('hr', 'office', 'leader');

/**
 * The areas a person may enter, in the order of the rail. A 部门保密员 without a view of everybody sees the scoped 本部门;
 * whoever holds no office finds the own cases under 我的.
 */
export function areasFor(viewer: Viewer, todo = 0): Area[] {
  const areas = TABLE.filter((area) => area.opensFor(viewer)).map(({ opensFor: _, ...area }) => area);
  const hasTodo = areas.some((area) => area.id === 'todo');
  return areas.map((area) => {
    if (area.id === 'hr' && !seesAll(viewer)) return { ...area, label: '本部门' };
    if (area.id === 'me' && !hasTodo) return { ...area, also: [...(area.also ?? []), '/cases', '/todo'] };
    return area.id === 'todo' && todo > 0 ? { ...area, count: todo } : area;
  });
}

function within(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}/`);
}

/** 首页 is itself alone; every other area holds the addresses below it. */
export function isCurrentArea(area: Area, path: string): boolean {
  if (area.href === '/') return path === '/';
  return [area.href, ...(area.also ?? [])].some((root) => within(path, root));
}

/** What the person menu calls somebody, e.g. 人事部门、部门保密员; 员工 without any role. */
export function rolesText(roles: readonly Role[]): string {
  return roles.length === 0 ? '员工' : roles.map((role) => ROLE_LABEL[role]).join('、');
}
