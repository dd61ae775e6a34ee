import type { Answer } from '../server/operation.ts';

export function Shows({ answer }: { answer: Answer }) {
  return <p>{answer.value}</p>;
}
