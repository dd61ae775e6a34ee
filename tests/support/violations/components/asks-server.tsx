import { operation } from '#server/operation.ts';

export function Asks() {
  return <p>{operation().value}</p>;
}
