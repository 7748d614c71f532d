import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser';

type Request = Parameters<typeof startAuthentication>[0]['optionsJSON'];

/** Whether this browser can do passkeys at the address it is on. */
export const knowsPasskeys = (): boolean => window.isSecureContext && browserSupportsWebAuthn();

/** Signs in with a passkey by the API's pair of addresses; gives the API's words why not, or `cancelled` where the device said no. */
export async function showPasskey(path: '/api/session/passkey' | '/api/session/code/passkey'): Promise<string | null> {
  const post = (to: string, body: unknown) =>
    fetch(to, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
      body: JSON.stringify(body),
    });
  const refused = async (answer: Response) =>
    ((await answer.json().catch(() => ({}))) as { detail?: string }).detail ?? 'cancelled';
  try {
    const offered = await post(`${path}/offer`, {});
    if (!offered.ok) return await refused(offered);
    const response = await startAuthentication({ optionsJSON: (await offered.json()) as Request });
    const answer = await post(path, { response });
    return answer.ok ? null : await refused(answer);
  } catch {
    return 'cancelled';
  }
}
