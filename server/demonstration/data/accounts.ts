import type { Role } from '#domain/access/roles.ts';

/** One password for every demonstration account; such accounts exist in the embedded database alone. */
export const DEMONSTRATION_PASSWORD = 'Jianglan-2026-demo';

export type DemonstrationAccount = { readonly employeeNo: string; readonly displayName: string; readonly role: string };

/** The accounts a visitor is told of; their numbers, names and situations stay the same from run to run. */
export const DEMONSTRATION_ACCOUNTS = [
  { employeeNo: 'E0001', displayName: '林晓舟', role: '员工（本年度还差 2 学时）' },
  { employeeNo: 'E0101', displayName: '周䶮', role: '一般涉密人员（在岗）' },
  { employeeNo: 'E0102', displayName: '许嘉宁', role: '涉密人员（上岗培训中）' },
  { employeeNo: 'E0103', displayName: '何守川', role: '涉密人员（离岗办理中）' },
  { employeeNo: 'M0001', displayName: '宋清扬', role: '部门保密员（宏观经济研究所）' },
  { employeeNo: 'H0001', displayName: '谢文澜', role: '人事部门' },
  { employeeNo: 'H0002', displayName: '汪以宁', role: '人事部门（第二人）' },
  { employeeNo: 'B0001', displayName: '卢静安', role: '保密办' },
  { employeeNo: 'B0002', displayName: '邵明德', role: '保密办（第二人）' },
  { employeeNo: 'L0001', displayName: '江承远', role: '单位领导' },
  { employeeNo: 'S0001', displayName: '系统管理员', role: '系统管理员' },
  { employeeNo: 'A0001', displayName: '安全保密管理员', role: '安全保密管理员' },
  { employeeNo: 'U0001', displayName: '安全审计员', role: '安全审计员' },
] as const satisfies readonly DemonstrationAccount[];

export type StableNo = (typeof DEMONSTRATION_ACCOUNTS)[number]['employeeNo'];

/** Roles beyond being a person of the organisation. */
export const ACCOUNT_ROLES: Readonly<Partial<Record<StableNo, Role>>> = {
  M0001: 'unit-officer',
  H0001: 'hr',
  H0002: 'hr',
  B0001: 'office',
  B0002: 'office',
  L0001: 'leader',
  S0001: 'sysadmin',
  A0001: 'secadmin',
  U0001: 'auditor',
};

/** @throws Error for a number that is not in the list. */
export function stableName(employeeNo: StableNo): string {
  const account = DEMONSTRATION_ACCOUNTS.find((candidate) => candidate.employeeNo === employeeNo);
  if (!account) throw new Error(`no demonstration account ${employeeNo}`);
  return account.displayName;
}
