import type { Role } from '../../domain/access/roles.ts';
import { TabLinks } from '../ui/tab-links.tsx';

const ITEMS: readonly { readonly href: HrTab; readonly label: string; readonly only?: readonly Role[] }[] = [
  { href: '/hr', label: '看板' },
  { href: '/hr/people', label: '人员' },
  { href: '/hr/plans', label: '计划' },
  { href: '/hr/cases', label: '流程' },
  { href: '/hr/posts', label: '涉密岗位' },
  { href: '/hr/sessions', label: '集中培训' },
  { href: '/hr/corrections', label: '学时更正', only: ['hr', 'office'] },
];

export type HrTab = '/hr' | '/hr/people' | '/hr/plans' | '/hr/cases' | '/hr/posts' | '/hr/sessions' | '/hr/corrections';

/** The screens of 人事 a reader with these roles may open. Hiding is convenience; every page checks for itself. */
export function HrTabs({ current, roles }: { current: HrTab; roles: readonly Role[] }) {
  const items = ITEMS.filter(({ only }) => !only || only.some((role) => roles.includes(role)));
  return (
    <div className="mb-4">
      <TabLinks label="人事工作台" current={current} items={items} />
    </div>
  );
}
