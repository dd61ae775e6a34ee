/** What goes out, the same for every channel. */
export type OutgoingMessage = {
  /** Stays the same over all tries: receivers drop what they have had already. */
  readonly id: string;
  readonly kind: string;
  readonly recipient: string;
  readonly title: string;
  readonly body: string;
  /** Absolute address. */
  readonly href: string;
  readonly at: Date;
};

/** Sends one message. @throws DeliveryFailure when it did not get out. */
export type Send = (message: OutgoingMessage) => Promise<void>;
