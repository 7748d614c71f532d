/** Cookie that carries the place of the last own write in the log, so that the next page shows it: read your writes. */
export const afterCookie = 'after';

/** A place in the log as it stands on the wire: digits. */
export function positionOf(value: unknown): string | null {
  return typeof value === 'string' && /^\d{1,19}$/.test(value) ? value : null;
}

/** Called in the browser after a write of its own. */
export function rememberPosition(position: string): void {
  if (positionOf(position)) document.cookie = `${afterCookie}=${position}; path=/; max-age=15; samesite=lax`;
}
