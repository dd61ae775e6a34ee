/**
 * Roles beyond being a person of the organisation. The three administrators (三员) hold no business role and
 * exclude each other; the database enforces it with a composite foreign key.
 */
export const BUSINESS_ROLES = ['hr', 'office', 'unit-officer', 'leader'] as const;
export const ADMIN_ROLES = ['sysadmin', 'secadmin', 'auditor'] as const;
export const ROLES = [...BUSINESS_ROLES, ...ADMIN_ROLES] as const;
export type Role = (typeof ROLES)[number];

/** `business` accounts may hold any business roles; each administrator class holds its one role. */
export const ROLE_CLASSES = ['business', ...ADMIN_ROLES] as const;
export type RoleClass = (typeof ROLE_CLASSES)[number];

export const ROLE_LABEL: Readonly<Record<Role, string>> = {
  hr: '人事部门',
  office: '保密办',
  'unit-officer': '部门保密员',
  leader: '单位领导',
  sysadmin: '系统管理员',
  secadmin: '安全保密管理员',
  auditor: '安全审计员',
};
