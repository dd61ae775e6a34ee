import type { Metadata } from 'next';
import { BankTable, PlanTopicTable, UnitTable } from '#components/office/coverage-tables.tsx';
import { OfficeTabs } from '#components/office/office-tabs.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { readCoverage } from '#server/operations/office/coverage.ts';

export const metadata: Metadata = { title: '内容覆盖' };

export default async function CoveragePage() {
  const principal = await requirePage('office.coverage', '/office/coverage');
  const { units, taught, plans, byLesson, byType, byDifficulty, total } = await readCoverage(principal);
  return (
    <div className="space-y-5">
      <PageHeader
        title="内容覆盖"
        description={`来源文件的 ${units.length} 个单元收了 ${taught} 个；在用题目 ${total.exam + total.practice + total.check} 道，其中考试题 ${total.exam} 道、练习题 ${total.practice} 道、检查题 ${total.check} 道。`}
        crumbs={[{ label: '保密办', href: '/office' }, { label: '内容覆盖' }]}
      />
      <OfficeTabs current="/office/coverage" />
      <section aria-labelledby="topics-title" className="space-y-3">
        <h2 id="topics-title" className="text-lg">
          实施条例第九条的五项内容与各类计划
        </h2>
        <p className="text-ink-2 text-sm">
          数字是必修课的分钟数。一课讲两项内容的，分钟数平分；选修课和集中培训不在内。
        </p>
        <Card flush>
          <PlanTopicTable rows={plans} />
        </Card>
      </section>
      <section aria-labelledby="bank-title" className="space-y-3">
        <h2 id="bank-title" className="text-lg">
          在用题目
        </h2>
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Card title="按题型" flush>
            <BankTable caption="题目按题型" head="题型" filter="type" rows={byType} />
          </Card>
          <Card title="按难度" flush>
            <BankTable caption="题目按难度" head="难度" filter="difficulty" rows={byDifficulty} />
          </Card>
        </div>
        <Card title="按课程" flush>
          <BankTable caption="题目按课程" head="课程" filter="lesson" rows={byLesson} />
        </Card>
      </section>
      <section aria-labelledby="units-title" className="space-y-3">
        <h2 id="units-title" className="text-lg">
          来源单元
        </h2>
        <Card flush>
          <UnitTable rows={units} />
        </Card>
      </section>
    </div>
  );
}
