import { TabLinks } from '../ui/tab-links.tsx';

export function OfficeTabs({
  current,
}: {
  current:
    | '/office'
    | '/office/items'
    | '/office/coverage'
    | '/office/certificates'
    | '/office/policies'
    | '/office/deliveries';
}) {
  return (
    <div className="mb-4">
      <TabLinks
        label="保密办工作台"
        current={current}
        items={[
          { href: '/office', label: '总览' },
          { href: '/office/items', label: '试题分析' },
          { href: '/office/coverage', label: '内容覆盖' },
          { href: '/office/certificates', label: '证明登记' },
          { href: '/office/policies', label: '规则' },
          { href: '/office/deliveries', label: '提醒发送' },
        ]}
      />
    </div>
  );
}
