import type { GenerateSpecOptions } from 'hono-openapi';

const text = { type: 'string' } as const;

/** What the OpenAPI document says beside the routes. */
export const documentation: GenerateSpecOptions['documentation'] = {
  info: {
    title: 'Peremena',
    version: '1',
    description:
      'Every write needs the headers Origin and Idempotency-Key (a UUID: the id of the command; a repeat gets the first answer). ' +
      'Reads take ?after=<position> to see what a write that answered this position has done. Problems are RFC 9457.',
  },
  components: {
    securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'peremena_session' } },
    schemas: {
      Problem: {
        type: 'object',
        required: ['type', 'title', 'status', 'code', 'detail', 'docs', 'requestId'],
        properties: {
          type: text,
          title: text,
          status: { type: 'integer' },
          code: text,
          detail: { ...text, description: 'A sentence in the language of Accept-Language.' },
          docs: text,
          requestId: text,
          errors: { type: 'array', items: { type: 'object', properties: { path: text, code: text, message: text } } },
          facts: { type: 'object', description: 'Ids and codes the page needs to go on.' },
        },
      },
    },
  },
  security: [{ session: [] }],
};
