/** What a form may bring, in bytes. */
const most = 2_000_000;
/** What a file of a whole school may have, in bytes, as the API takes it. */
export const mostOfFile = 64 * 1024 * 1024;
const routesOfFiles = new Set(['/(app)/more/import']);

/** Whether what a request says it brings is more than its page takes. What says no length is: no browser sends a form so. */
export function tooLarge({ body, headers }: Pick<Request, 'body' | 'headers'>, routeId: string | null): boolean {
  if (body === null) return false;
  const length = Number(headers.get('content-length') ?? Number.NaN);
  // What the page of files says of a larger one it says itself, in its form.
  if (routeId !== null && routesOfFiles.has(routeId)) return false;
  return !(length <= most);
}
