/** The value of a cookie; null where there is none, and where there are two: a doubled one is somebody's trick (set for a parent domain). */
export function oneCookie(cookies: string | undefined, name: string): string | null {
  const found = (cookies ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return found.length === 1 ? (found[0] ?? null) : null;
}
