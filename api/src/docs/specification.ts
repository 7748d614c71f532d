import { readFileSync } from 'node:fs';
import type { generateSpecs, GenerateSpecOptions } from 'hono-openapi';

type Specification = Awaited<ReturnType<typeof generateSpecs>>;

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

/** Writes into the document what each route answers, by the schemas that are generated from the types of the handlers. */
export function withAnswers(specification: Specification): Specification {
  const file = new URL('answers.json', import.meta.url);
  const answers = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, object>>;
  for (const [route, schema] of Object.entries(answers)) {
    const [method = '', path = ''] = route.split(' ');
    const operation = specification.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase() as 'get'];
    const [, done] = Object.entries(operation?.responses ?? {}).find(([status]) => status.startsWith('2')) ?? [];
    if (done && !('$ref' in done)) done.content = { 'application/json': { schema } };
  }
  return specification;
}
