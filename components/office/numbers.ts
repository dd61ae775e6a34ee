/** A share of 0 to 1 as `62%`; a dash where it is not defined. */
export function shareText(value: number | null): string {
  return value === null ? '—' : `${Math.round(value * 100)}%`;
}

/** A value with so many decimals; a dash where it is not defined. */
export function numberText(value: number | null, decimals = 0): string {
  return value === null ? '—' : value.toFixed(decimals);
}
