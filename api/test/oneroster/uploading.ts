import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AnyEvent, type PersonId, streams } from '@peremena/events';
import { openSmallSchool, small } from '../small-school.ts';
import { openWorld } from '../world.ts';

const host = 'school.test';

export interface Sending {
  readonly as?: string;
  readonly key?: string;
  readonly name?: string;
  readonly type?: string;
  readonly to?: string;
  /** The alphabet that is said. */
  readonly encoding?: string;
}

/** The small school with an admin and its head signed in, and a folder for files that it is brought in from. `clock` is asked for each instant. */
export async function openUploading(clock: () => Date = () => small.now) {
  const folder = await mkdtemp(join(tmpdir(), 'uploads-'));
  const world = await openWorld({ clock, uploadsFolder: folder });
  const admin = randomUUID() as string as PersonId;
  const school = `/api/schools/${small.schoolId}`;
  await openSmallSchool(world.api.commands);
  const data = { schoolId: small.schoolId, personId: admin, post: 'admin', from: '2026-09-01', to: null, source: null };
  const stream = streams.staff(small.schoolId, admin);
  await world.happened(stream, [{ type: 'PostTaken', data }] as unknown as AnyEvent[], small.schoolId);
  await world.settled();
  await world.signIn(small.head, small.teacher, admin);

  const sent = (
    bytes: Uint8Array,
    { as = admin, key = randomUUID(), name = 'школа.zip', type, to = school, encoding }: Sending = {},
  ) =>
    world.api.fetch(
      new Request(
        `http://${host}${to}/uploads?name=${encodeURIComponent(name)}${encoding ? `&encoding=${encoding}` : ''}`,
        {
          method: 'POST',
          headers: {
            origin: `http://${host}`,
            'idempotency-key': key,
            'content-type': type ?? 'application/octet-stream',
            cookie: world.cookies.get(as) ?? '',
          },
          body: new Uint8Array(bytes),
        },
      ),
    );
  const act = async (wanted: object) => {
    const body = { act: wanted, reason: 'Новый год', document: null, documentDate: null };
    const answer = await world.send('POST', `${school}/requests`, { as: admin, body });
    await world.settled();
    return { status: answer.status, ...((await answer.json()) as { requestId: string; code?: string }) };
  };
  return {
    ...{ world, admin, folder, school, sent, act },
    /** Sends a file and waits until it was looked through; gives its id. */
    async brought(bytes: Uint8Array, sending?: Sending): Promise<string> {
      const answer = await sent(bytes, sending);
      if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
      await world.api.uploads.idle();
      return ((await answer.json()) as { id: string }).id;
    },
    propose: (uploadId: string, more: object = {}) =>
      act({ kind: 'import_school', personId: admin, uploadId, ...more }),
    /** Confirms a request; gives what became of it, or the status of the refusal. */
    async confirm(requestId: string, as: string = small.head): Promise<string | number> {
      const answer = await world.send('POST', `/api/requests/${requestId}/confirmation`, { as, body: {} });
      await world.api.uploads.idle();
      await world.api.undos.idle();
      await world.settled();
      return ((await answer.json()) as { status: string | number }).status;
    },
    async close(): Promise<void> {
      await world.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type Uploading = Awaited<ReturnType<typeof openUploading>>;

export const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code;
