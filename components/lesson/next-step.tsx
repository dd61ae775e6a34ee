import type { StudyNext } from '../../domain/learning/review-view.ts';
import { ButtonLink, type ButtonVariant, buttonClass } from '../ui/button.tsx';

/** The door to what comes next. The exam room is a shell of its own, so its door is a plain link. */
export function NextStep({ next, variant = 'quiet' }: { next: StudyNext; variant?: ButtonVariant }) {
  return next.kind === 'exam-open' ? (
    <a href={next.href} className={buttonClass({ variant })}>
      {next.text}
    </a>
  ) : (
    <ButtonLink variant={variant} href={next.href}>
      {next.text}
    </ButtonLink>
  );
}
