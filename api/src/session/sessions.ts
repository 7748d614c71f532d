import { type Adapter, generateIdFromEntropySize, Lucia, TimeSpan } from 'lucia';
import type { Sql } from 'postgres';
import type { SignedIn } from '../core/parts.ts';
import { sessionAdapter, sessionKey } from './adapter.ts';
import type { Device } from './device.ts';
import { oneCookie } from './one-cookie.ts';

declare module 'lucia' {
  interface Register {
    DatabaseUserAttributes: { mustChangePassword: boolean; hasFactor: boolean };
    DatabaseSessionAttributes: Partial<Device> & {
      network?: string | null;
      provenAt?: Date;
      seen: boolean;
      proven: boolean;
      awaitsCode: boolean;
    };
  }
}

/** The name of the session cookie. */
export const cookieName = 'peremena_session';

type Shown = Readonly<Record<'seen' | 'proven' | 'awaitsCode', boolean>>;

/** Where a session is begun. `secure`: the person came by https. */
export interface Begun extends Device {
  readonly secure: boolean;
  readonly network: string | null;
  /** The second factor was shown in the session this one goes on from. */
  readonly codeShown?: true;
  /** When the person last showed that it is them, where that was not just now. */
  readonly provenAt?: Date;
}

/** Sessions that live on the server; whoever holds only the database cannot use them. */
export interface Sessions {
  /** Starts a session under a new id and gives the `Set-Cookie` text. */
  start(personId: string, begun: Begun): Promise<{ readonly cookie: string; readonly key: string }>;
  /** Who holds the session of a `Cookie` header. */
  find(cookies: string | undefined): Promise<SignedIn | null>;
  /** The person has shown anew that it is them: the session goes on under a new id. Gives the `Set-Cookie` text and the new key. */
  prove(sessionKey: string, secure: boolean): Promise<{ readonly cookie: string; readonly key: string }>;
  /** Ends a session and gives the `Set-Cookie` text that forgets it. */
  end(cookies: string | undefined): Promise<string>;
  /** Which of these sessions still stand, and whether their person has a second factor. */
  standing(keys: readonly string[]): Promise<ReadonlyMap<string, { readonly hasFactor: boolean }>>;
  deleteExpired(): Promise<void>;
}

export function openSessions(sql: Sql<{ bigint: bigint }>, adapter: Adapter = sessionAdapter(sql)): Sessions {
  const lucia = new Lucia(adapter, {
    sessionExpiresIn: new TimeSpan(30, 'd'),
    sessionCookie: { name: cookieName, attributes: { secure: false, sameSite: 'lax', path: '/' } },
    getSessionAttributes: ({ seen, proven, awaitsCode }) => ({ seen, proven, awaitsCode }),
    getUserAttributes: ({ mustChangePassword, hasFactor }) => ({ mustChangePassword, hasFactor }),
  });
  const cookieFor = (id: string, secure: boolean): string => {
    const cookie = lucia.createSessionCookie(id);
    cookie.attributes.secure = secure;
    return cookie.serialize();
  };
  const idOf = (cookies: string | undefined) => {
    const id = oneCookie(cookies, cookieName);
    return id !== null && /^[a-z0-9]{20,80}$/.test(id) ? id : null;
  };

  return {
    async start(personId, { secure, codeShown, ...begun }) {
      const session = await lucia.createSession(personId, {
        ...begun,
        seen: true,
        proven: true,
        awaitsCode: !codeShown,
      });
      return { cookie: cookieFor(session.id, secure), key: sessionKey(session.id).toString('hex') };
    },
    async find(cookies) {
      const id = idOf(cookies);
      if (id === null) return null;
      const { session, user } = await lucia.validateSession(id);
      if (!session) return null;
      const { mustChangePassword, hasFactor } = user as typeof user &
        Record<'mustChangePassword' | 'hasFactor', boolean>;
      const { seen, proven, awaitsCode } = session as typeof session & Shown;
      // A write each ten minutes, not one per request.
      if (!seen) await sql`update api.sessions set seen_at = now() where key = ${sessionKey(id)}`;
      const renewed = session.fresh ? (secure: boolean) => cookieFor(id, secure) : null;
      return {
        sessionKey: sessionKey(id).toString('hex'),
        personId: user.id,
        mustChangePassword,
        hasFactor,
        proven,
        awaitsCode,
        renewed,
      };
    },
    async prove(before, secure) {
      const id = generateIdFromEntropySize(25);
      await sql`update api.sessions set key = ${sessionKey(id)}, proven_at = now(), awaits_code = false where key = decode(${before}, 'hex')`;
      return { cookie: cookieFor(id, secure), key: sessionKey(id).toString('hex') };
    },
    async end(cookies) {
      const id = idOf(cookies);
      if (id !== null) await lucia.invalidateSession(id);
      return lucia.createBlankSessionCookie().serialize();
    },
    async standing(keys) {
      const rows = await sql<{ key: Buffer; hasFactor: boolean }[]>`
        select s.key, api.has_factor(s.person_id) as "hasFactor"
        from api.sessions s join api.credentials c using (person_id)
        where s.key in (select decode(k, 'hex') from json_array_elements_text(${JSON.stringify(keys)}::text::json) k)
          and s.expires_at > now() and not c.disabled and not s.awaits_code`;
      return new Map(rows.map(({ key, hasFactor }) => [key.toString('hex'), { hasFactor }]));
    },
    deleteExpired: () => lucia.deleteExpiredSessions(),
  };
}
