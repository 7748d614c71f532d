import type { AnyEvent, Recorded } from '@peremena/events';
import { patch, projection, upsert } from '../core/projection.ts';

type Decided = Recorded<
  Extract<AnyEvent, { type: 'ActConfirmed' | 'ActDeclined' | 'ActWithdrawn' | 'ActCarriedOut' | 'ActRefused' }>
>;

const decided = ({ data, metadata }: Decided, status: string, more: { readonly alone?: boolean } = {}) => [
  patch({ request_id: data.requestId }, { status, decided_by: metadata.actorId, decided_at: metadata.at, ...more }),
];

/** Which acts wait for a second person, and what became of the others? Reasons and documents stay in the log. */
export const requests = projection({
  name: 'requests',
  version: 1,
  columns: {
    request_id: 'uuid',
    school_id: 'uuid',
    about_id: 'uuid',
    act: 'jsonb',
    proposed_by: 'uuid',
    proposed_at: 'timestamptz',
    expires_at: 'timestamptz',
    status: 'text',
    decided_by: 'uuid',
    decided_at: 'timestamptz',
    alone: 'boolean',
    refusal: 'text',
  },
  key: ['request_id'],
  handlers: {
    ActProposed: ({ data, metadata }) => [
      upsert({
        request_id: data.requestId,
        school_id: data.schoolId,
        about_id: data.aboutId,
        act: data.act,
        proposed_by: metadata.actorId,
        proposed_at: metadata.at,
        expires_at: data.expiresAt,
        status: 'waiting',
        decided_by: null,
        decided_at: null,
        alone: false,
        refusal: null,
      }),
    ],
    ActConfirmed: (event) => decided(event, 'confirmed', { alone: event.data.alone }),
    ActDeclined: (event) => decided(event, 'declined'),
    ActWithdrawn: (event) => decided(event, 'withdrawn'),
    ActCarriedOut: ({ data }) => [patch({ request_id: data.requestId }, { status: 'done' })],
    ActRefused: ({ data }) => [patch({ request_id: data.requestId }, { status: 'refused', refusal: data.code })],
  },
  topics: ({ data, metadata }) => {
    const told = 'asked' in data ? data.asked : 'told' in data ? data.told : [];
    const people = [...told, ...(metadata.actorId ? [metadata.actorId] : [])];
    return [...new Set(people)].map((id) => `person:${id}`);
  },
});
