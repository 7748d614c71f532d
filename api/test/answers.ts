import { Ajv2020 } from 'ajv/dist/2020.js';

interface Document {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, Response>> }>>>
  >;
}
interface Response {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

/** Tells of an answer with status 200 what in it is not as the OpenAPI document says; `route` is a method and a path with `:name` parts. */
export function disagreements(document: Document) {
  const schemas = new Ajv2020({ allErrors: true });
  return (route: string, answer: unknown): readonly string[] => {
    const [method = '', path = ''] = route.split(' ');
    const responses = document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]?.responses;
    const schema = responses?.['200']?.content?.['application/json']?.schema;
    if (!schema) return [`${route}: the document does not say what it answers`];
    if (schemas.validate(schema, answer)) return [];
    return (schemas.errors ?? []).map(({ instancePath, message }) => `${route} ${instancePath}: ${message}`);
  };
}
