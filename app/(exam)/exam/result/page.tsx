import type { Metadata } from 'next';
import { ExamResult } from '#components/exam/exam-result.tsx';

/** A shell made by the build: it reads nothing of the request; rights are checked by every call it makes. */
export const dynamic = 'force-static';

export const metadata: Metadata = { title: '考试成绩' };

export default function ExamResultPage() {
  return <ExamResult />;
}
