import { patch, projection, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

/** Which orders limit what a guardian is shown of a pupil, from when to when, and what do they leave? The document stays in the log. */
export const guardianOrders = projection({
  name: 'guardian_orders',
  version: 1,
  columns: {
    order_id: 'uuid',
    pupil_id: 'uuid',
    guardian_id: 'uuid',
    keeps: 'text[]',
    valid_from: 'date',
    valid_to: 'date',
  },
  key: ['order_id'],
  handlers: {
    GuardianLimited: ({ data }) => [
      upsert({
        order_id: data.orderId,
        pupil_id: data.pupilId,
        guardian_id: data.guardianId,
        keeps: data.keeps,
        valid_from: data.from,
        valid_to: data.to,
      }),
    ],
    GuardianLimitEnded: ({ data }) => [patch({ order_id: data.orderId }, { valid_to: data.lastDay })],
  },
  topics: topicsOf,
});
