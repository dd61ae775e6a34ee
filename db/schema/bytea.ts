import { customType } from 'drizzle-orm/pg-core';

/** Raw bytes; drizzle 0.45 has no built-in column type for them. */
export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType() {
    return 'bytea';
  },
});
