/** Where to go after signing in: a path of our own, never another site. */
export function nextOf(next: string | null): string {
  if (!next || !next.startsWith('/') || /^[/\\]{2}|[\\\s\u0000-\u001f]/u.test(next)) return '/';
  const url = new URL(next, 'http://own.invalid');
  return url.host === 'own.invalid' && !url.pathname.startsWith('/sign-') ? url.pathname + url.search : '/';
}
