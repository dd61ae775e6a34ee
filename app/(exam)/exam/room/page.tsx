import type { Metadata } from 'next';
import { ExamRoom } from '#components/exam/exam-room.tsx';

/** A shell made by the build: it reads nothing of the request; rights are checked by every call it makes. */
export const dynamic = 'force-static';

export const metadata: Metadata = { title: '考场' };

export default function ExamRoomPage() {
  return <ExamRoom />;
}
