import type { DeliveryChannel, DeliveryState } from './delivery.ts';

/** A line of the log of what left the system; the recipient is masked on the server. */
export type DeliveryLine = {
  readonly id: string;
  readonly channel: DeliveryChannel;
  readonly recipient: string;
  readonly text: string;
  readonly state: DeliveryState;
  readonly tries: number;
  readonly lastError: string;
  /** Instants as ISO text in UTC. */
  readonly createdAt: string;
  readonly sentAt: string | null;
};

/** What the installation has set up, so that an empty log explains itself. */
export type DeliverySetting = { readonly channel: DeliveryChannel; readonly isOpen: boolean };

export type DeliveryPage = {
  readonly rows: readonly DeliveryLine[];
  readonly total: number;
  readonly page: number;
  readonly pageCount: number;
  readonly counts: Readonly<Record<DeliveryState, number>>;
  readonly settings: readonly DeliverySetting[];
};
