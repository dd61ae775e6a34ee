import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { POOL_LABEL } from '#components/office/item-filter.tsx';
import { numberText, shareText } from '#components/office/numbers.ts';
import { QuestionCard } from '#components/office/question-card.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { Card } from '#components/ui/card.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { difficultyText, ITEM_TYPE_LABEL } from '#domain/assessment/item.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { readItemReport } from '#server/operations/office/read-item.ts';

export const metadata: Metadata = { title: '试题' };

type Props = { params: Promise<{ itemId: string }> };

export default async function ItemPage({ params }: Props) {
  const { itemId } = await params;
  const principal = await requirePage('office.items', `/office/items/${encodeURIComponent(itemId)}`);
  const found = await readItemReport(principal, itemId);
  if (!found.ok) notFound();
  const { item, type, lesson, stem, laws, statistics, questions, explanation } = found.value;
  return (
    <div className="mx-auto max-w-5xl space-y-4">
      <PageHeader
        title={`${POOL_LABEL[item.pool]} ${item.itemId}`}
        description={`${ITEM_TYPE_LABEL[type]}，第 ${item.version} 版`}
        crumbs={[
          { label: '保密办', href: '/office' },
          { label: '试题分析', href: '/office/items' },
          { label: item.itemId },
        ]}
      />
      {item.pool === 'exam' ? (
        <Alert tone="warning" title="本页含考试题答案">
          打开本页已记入审计日志。请勿截图、转发或在他人可见处停留。
        </Alert>
      ) : null}
      <Card title="题干">
        <p className="whitespace-pre-line">{stem}</p>
      </Card>
      {questions.map((question, index) => (
        <QuestionCard
          key={question.partId}
          question={question}
          title={question.partId ? `第 ${index + 1} 小题` : '答案与选择情况'}
        />
      ))}
      {type === 'case' && explanation ? (
        <Card title="整题解析">
          <p>{explanation}</p>
        </Card>
      ) : null}
      <Card title="统计与依据">
        <KeyValues
          items={[
            {
              label: '难度',
              value: `${difficultyText(item.difficulty)}${item.difficultyReason ? `：${item.difficultyReason}` : ''}`,
            },
            { label: '作答', value: `${statistics.candidates} 人次` },
            { label: '得分率', value: shareText(statistics.facility) },
            { label: '区分度', value: numberText(statistics.discriminationIndex) },
            { label: '区分效率', value: numberText(statistics.discriminativeEfficiency) },
            { label: '点二列相关', value: numberText(statistics.pointBiserial, 2) },
            {
              label: '所属课程',
              value: (
                <TextLink href={`/learn/${item.lessonId}`}>
                  {lesson.number} {lesson.title}
                </TextLink>
              ),
            },
            { label: '法规依据', value: laws.join('；') || '—' },
          ]}
        />
        <p className="mt-3 text-ink-2 text-xs">
          得分率越高越容易；区分度为本题与其余题目得分的相关（−100 至 100），低于 15 请检查，为负请尽快复核。
        </p>
      </Card>
    </div>
  );
}
