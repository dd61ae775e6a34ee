/** A rule that contradicts itself or the content: a stable code, the field it concerns, and what to do about it. */
export type PolicyFault = { readonly code: string; readonly field: string; readonly message: string };

/** The sentences of several faults as one. */
export function faultText(faults: readonly PolicyFault[]): string {
  return faults.map(({ message }) => message).join('；');
}

/** The first value that stands in a list for a second time; null when there is none. */
export function firstTwice<T>(values: readonly T[]): T | null {
  return values.find((value, i) => values.indexOf(value) !== i) ?? null;
}
