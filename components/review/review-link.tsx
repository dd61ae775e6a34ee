import { RotateCcw } from 'lucide-react';
import { reviewPath } from '../../domain/learning/review-view.ts';
import { TextLink } from '../ui/text-link.tsx';

type ReviewLinkProps = { moduleId: string; title: string; count: number };

/** The way into the review of a module: how many questions wait there, or quietly that it is there. */
export function ReviewLink({ moduleId, title, count }: ReviewLinkProps) {
  return (
    <TextLink
      href={reviewPath(moduleId)}
      className="inline-flex min-h-6 items-center gap-1 whitespace-nowrap font-normal text-sm"
    >
      {count > 0 ? <RotateCcw aria-hidden className="size-3.5" /> : null}
      {count > 0 ? `回顾 · ${count} 题待回顾` : '回顾'}
      <span className="sr-only">（{title}）</span>
    </TextLink>
  );
}
