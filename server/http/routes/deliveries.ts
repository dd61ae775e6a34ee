import { z } from 'zod';
import { OwnEmail } from '#domain/reminders/own-email.ts';
import { changeOwnEmail } from '../../operations/account/own-email.ts';
import { resendDelivery } from '../../operations/reminders/delivery-log.ts';
import { type ApiRoute, route } from '../route.ts';

export const deliveryRoutes: readonly ApiRoute[] = [
  route({
    operation: 'account.set-email',
    method: 'POST',
    url: '/api/v1/account/email',
    body: OwnEmail,
    run: (principal, { body }) => changeOwnEmail(principal, body.email),
  }),
  route({
    operation: 'delivery.resend',
    method: 'POST',
    url: '/api/v1/deliveries/:id/resend',
    params: z.strictObject({ id: z.guid() }),
    run: (principal, { params }) => resendDelivery(principal, params.id),
  }),
];
