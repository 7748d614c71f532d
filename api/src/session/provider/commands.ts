import * as v from 'valibot';

/** Where in the product to go on after signing in: a path of our own, never another site. */
const OwnPath = v.pipe(v.string(), v.maxLength(500, 'text_long'), v.regex(/^\/(?![/\\])[^\\\s\p{Cc}]*$/u, 'path_form'));

export const VisitBody = v.strictObject({ next: OwnPath });

/** What the provider sent the browser back with: the query of the address, as it is. */
export const ReturnBody = v.strictObject({
  answer: v.pipe(v.string(), v.minLength(1, 'text_empty'), v.maxLength(8_000, 'text_long')),
});
