/** Where to go after signing in: a path of our own, never another site. */
export function nextOf(next: string | null): string {
  if (!next?.startsWith('/') || next.startsWith('//') || /[\\\s\p{Cc}]/u.test(next)) return '/';
  const url = new URL(next, 'http://own.invalid');
  return url.host === 'own.invalid' && !url.pathname.startsWith('/sign-') ? url.pathname + url.search : '/';
}
