/** Why a message did not get out, in words that may stand in the log of deliveries. */
export class DeliveryFailure extends Error {
  /** True when another try would end in the same way. */
  readonly isFinal: boolean;

  constructor(message: string, isFinal = false) {
    super(message);
    this.isFinal = isFinal;
  }
}

const LENGTH_MAX = 200;

/** What a server answered, without the addresses it likes to repeat. */
export function withoutAddresses(text: string): string {
  return text
    .replace(/[^\s<>@"']+@[^\s<>@"']+/g, '***')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LENGTH_MAX);
}
