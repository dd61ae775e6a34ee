import { cache } from 'react';
import { db } from '#db/client.ts';
import { countApprovals } from '#db/dal/approvals.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { ApprovalCounts } from '#domain/people/approvals.ts';

/** What waits for the principal's approval besides cases; read once a request, by the frame and by the page in it. */
export const readApprovals = cache((principal: Principal): Promise<ApprovalCounts> => countApprovals(db, principal));
