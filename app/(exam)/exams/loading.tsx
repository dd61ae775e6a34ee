import { PageSkeleton } from '#components/ui/skeleton.tsx';

export default function ExamsLoading() {
  return <PageSkeleton cards={2} />;
}
