import { ButtonLink } from '../ui/button.tsx';
import { formatPercent } from '../ui/format.ts';
import { FigureLink, Figures } from './figure-link.tsx';

type OfficeBlockProps = {
  lessons: number;
  items: { readonly exam: number; readonly practice: number; readonly check: number };
  quarantined: number;
  month: { readonly graded: number; readonly passed: number; readonly open: number };
  flaggedItems: number;
};

/** State of content and exams for the 保密办, each number with the list behind it. */
export function OfficeBlock({ lessons, items, quarantined, month, flaggedItems }: OfficeBlockProps) {
  return (
    <section aria-label="内容与考试" className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-lg">内容与考试</h2>
        <ButtonLink size="sm" href="/office">
          打开保密办工作台
        </ButtonLink>
      </div>
      <Figures label="内容与考试">
        <FigureLink
          label="正在考试"
          value={month.open}
          unit="人"
          href="/office#exams"
          note={month.open > 0 ? '到时自动交卷' : '此刻无人在考'}
        />
        <FigureLink
          label="本月通过率"
          value={formatPercent(month.passed, month.graded)}
          href="/office#exams"
          note={month.graded > 0 ? `${month.graded} 场出分，${month.passed} 场通过` : '本月还没有出分的考试'}
        />
        <FigureLink
          label="待复核试题"
          value={flaggedItems + quarantined}
          unit="题"
          tone={flaggedItems + quarantined > 0 ? 'warning' : 'success'}
          href="/office/items?flag=any"
          note={`统计异常 ${flaggedItems}，因法规变动隔离 ${quarantined}`}
        />
        <FigureLink
          label="课程与题库"
          value={lessons}
          unit="课"
          href="/office#lessons"
          note={`考试题 ${items.exam}，练习题 ${items.practice}，检查题 ${items.check}`}
        />
      </Figures>
    </section>
  );
}
