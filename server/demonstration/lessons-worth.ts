import type { DemonstrationLesson } from '#db/dal/system-demonstration.ts';

/** Lessons whose planned minutes add up to exactly the minutes asked for, or to the most below it. */
export function lessonsWorth(offered: readonly DemonstrationLesson[], minutes: number): DemonstrationLesson[] {
  let best: readonly DemonstrationLesson[] = [];
  const reached = new Map<number, readonly DemonstrationLesson[]>([[0, []]]);
  let most = 0;
  for (const lesson of offered) {
    for (const [sum, chosen] of [...reached]) {
      const next = sum + lesson.plannedMinutes;
      if (next > minutes || reached.has(next)) continue;
      const list = [...chosen, lesson];
      reached.set(next, list);
      if (next > most) [most, best] = [next, list];
    }
  }
  return [...best];
}
