import { CalendarDays } from 'lucide-react';
import { buttonClass } from '../ui/button.tsx';

/** The own dates as a file for a calendar; it names days, not what they are about. */
export function CalendarLink() {
  return (
    <a href="/api/v1/me/calendar.ics" download className={buttonClass({ variant: 'plain', size: 'sm' })}>
      <CalendarDays aria-hidden className="size-4" />
      日历文件
    </a>
  );
}
