import type { Metadata } from 'next';
import { ExamList } from '#components/exam/exam-list.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { listExams } from '#server/operations/exam/list-exams.ts';

export const metadata: Metadata = { title: '考试' };

export default async function ExamsPage() {
  const principal = await requirePage('exam.list', '/exams');
  const exams = await listExams(principal);
  return (
    <>
      <PageHeader title="考试" description="您可以参加的考试、剩余机会和成绩。" updatedAt={exams[0]?.serverNow} />
      <ExamList exams={exams} />
    </>
  );
}
