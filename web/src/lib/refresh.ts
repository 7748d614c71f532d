import { invalidate } from '$app/navigation';

/**
 * Asks the page's data again, if the server can be reached; rejects when it cannot. Without the question first, a failed
 * answer would make the browser leave the page, with everything that was typed there.
 */
export async function refresh(dependency: string): Promise<void> {
  const answer = await fetch('/healthz', { cache: 'no-store' });
  if (!answer.ok) throw new Error(`The server is not ready: ${answer.status}`);
  await invalidate(dependency);
}
