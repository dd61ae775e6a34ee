import { BookOpen, Building2, ClipboardCheck, House, ListTodo, Settings2, ShieldCheck, UserRound } from 'lucide-react';
import type { AreaId } from './areas.ts';

const ICON = {
  home: House,
  learn: BookOpen,
  exams: ClipboardCheck,
  me: UserRound,
  todo: ListTodo,
  hr: Building2,
  office: ShieldCheck,
  admin: Settings2,
} as const satisfies Record<AreaId, typeof House>;

export function AreaIcon({ area }: { area: AreaId }) {
  const Icon = ICON[area];
  return <Icon aria-hidden className="size-5 shrink-0" strokeWidth={1.75} />;
}
