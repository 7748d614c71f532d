import { randomUUID } from 'node:crypto';
import { type AnyEvent, streams, type PersonId, type RequestId } from '@peremena/events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Parts } from '../src/core/parts.ts';
import { carryOutRequest } from '../src/request/carrying-out.ts';
import { openSmallSchool, small } from './small-school.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let now: Date;
const [admin, second, father] = [randomUUID(), randomUUID(), randomUUID()] as unknown as [PersonId, PersonId, PersonId];
const year = { from: '2026-09-01', to: null, source: null };
beforeEach(() => {
  now = small.now;
});
beforeAll(async () => {
  now = small.now;
  world = await openWorld({ clock: () => now });
  await openSmallSchool(world.api.commands);
  await happened(streams.staff(small.schoolId, admin), 'PostTaken', {
    schoolId: small.schoolId,
    personId: admin,
    post: 'admin',
    ...year,
  });
  await linked(father);
  await world.signIn(small.mother, father, small.head, small.tutor, small.teacher, admin);
});
afterAll(() => world.close());

const happened = async (stream: string, type: string, data: object): Promise<void> => {
  await world.happened(stream, [{ type, data }] as unknown as AnyEvent[], small.schoolId);
  await world.settled();
};
const linked = (guardianId: string) =>
  happened(streams.guardianship(small.anna), 'GuardianLinked', {
    pupilId: small.anna,
    guardianId,
    relation: 'father',
    ...year,
  });
const paper = { reason: 'Лишён родительских прав', document: 'Решение № 2-417/2026', documentDate: '2026-11-10' };
const unlink = (guardianId: string = father, lastDay = '2026-11-17') => ({
  kind: 'unlink_guardian',
  pupilId: small.anna,
  guardianId,
  lastDay,
});
const propose = async (act: object, as: string = admin, key?: string) => {
  const path = `/api/schools/${small.schoolId}/requests`;
  const answer = await world.send('POST', path, { as, body: { act, ...paper }, ...(key ? { key } : {}) });
  await world.settled();
  return { code: answer.status, ...((await answer.json()) as { requestId: RequestId; status: string }) };
};
const decide = async (requestId: string, what: string, as: string, send = world.send) => {
  const body = what === 'refusal' ? { reason: 'Документ не тот' } : {};
  const answer = await send('POST', `/api/requests/${requestId}/${what}`, { as, body });
  await world.settled();
  const told = (await answer.json()) as { code?: string; status?: string | number };
  return answer.ok ? told.status : told.code;
};
const told = async (type: string, stream: string) =>
  (await world.store.readStream(stream, { limit: 1_000 })).filter((event) => event.type === type).length;
const diary = async (as: string) => (await world.send('GET', `/api/diary/${small.anna}`, { as })).status;
const guardianship = streams.guardianship(small.anna);

describe('an act that takes two persons', () => {
  it('does nothing before the confirmation, is carried out once, and shuts the open stream at once', async () => {
    const live = await world.send('GET', `/api/live?topics=pupil:${small.anna}`, { as: father });
    const { code, requestId, status } = await propose(unlink());
    expect([code, status, await diary(father)]).toEqual([201, 'waiting', 200]);
    expect(await decide(requestId, 'confirmation', admin)).toBe('own_request');
    expect(await told('GuardianUnlinked', guardianship)).toBe(0);
    const started = Date.now();
    expect(await decide(requestId, 'confirmation', small.head)).toBe('done');
    await live.text();
    console.log(`the open stream was closed after ${Date.now() - started} ms`);
    expect(await diary(father)).toBe(404);
    expect(await decide(requestId, 'confirmation', small.head)).toBe('done');
    expect(await decide(requestId, 'refusal', small.head)).toBe('request_decided');
    expect(await told('GuardianUnlinked', guardianship)).toBe(1);
  });

  it('is refused in words when the ground has moved', async () => {
    await happened(guardianship, 'GuardianLinked', {
      pupilId: small.anna,
      guardianId: father,
      relation: 'father',
      ...year,
      from: '2026-11-18',
    });
    const { requestId } = await propose(unlink(father, '2026-11-18'));
    await happened(guardianship, 'GuardianUnlinked', {
      pupilId: small.anna,
      guardianId: father,
      from: '2026-11-18',
      lastDay: '2026-11-17',
    });
    expect(await decide(requestId, 'confirmation', small.head)).toBe('refused');
    const { requests } = (await (await world.send('GET', '/api/requests', { as: admin })).json()) as {
      requests: { id: string; refusal: string }[];
    };
    expect(requests.find(({ id }) => id === requestId)?.refusal).toBe('not_guardian');
    expect(await propose(unlink(father, '2026-11-18'))).toMatchObject({ code: 'not_guardian' });
  });

  it('is declined, withdrawn, or lapses', async () => {
    await linked(small.tutor);
    const acts = await Promise.all([1, 2, 3].map(() => propose(unlink(small.tutor, '2026-11-20'))));
    const [one, two, three] = acts.map(({ requestId }) => requestId) as [RequestId, RequestId, RequestId];
    await decide(one, 'refusal', small.head);
    await decide(two, 'withdrawal', admin);
    expect(await decide(one, 'confirmation', small.head)).toBe('request_decided');
    expect(await decide(two, 'confirmation', small.head)).toBe('request_decided');
    now = new Date('2026-11-26T08:00:00Z');
    expect(await decide(three, 'confirmation', small.head)).toBe('request_lapsed');
  });

  it('is proposed by an admin alone, about people of the school', async () => {
    for (const as of [small.head, small.teacher, small.tutor, small.mother])
      expect((await propose(unlink(small.mother), as)).code).toBe('forbidden');
    const stranger = { ...unlink(small.mother), guardianId: randomUUID() };
    expect(await propose(stranger)).toMatchObject({ code: 'person_not_here' });
  });

  it.each([1, 2])('killed at its step %i it is finished once, by whoever comes by', async (step) => {
    const guardian = randomUUID();
    await linked(guardian);
    const before = await told('GuardianUnlinked', guardianship);
    const { requestId } = await propose(unlink(guardian, '2026-11-18'));
    const request = streams.request(small.schoolId, requestId);
    expect(await decide(requestId, 'confirmation', small.head, world.with({ commands: dying(step) }))).toBe('failed');
    expect(await told('ActConfirmed', request)).toBe(1);
    expect(await told('ActCarriedOut', request)).toBe(0);
    const { exports, uploads, undos } = world.api;
    const parts = { ...world.api.parts, live: { endPerson: () => undefined }, exports, uploads, undos };
    await Promise.all([1, 2, 3].map(() => carryOutRequest(parts, small.schoolId, requestId)));
    expect(await told('GuardianUnlinked', guardianship)).toBe(before + 1);
    expect(await told('ActCarriedOut', request)).toBe(1);
  });

  it('planted fault: ids of their own for each attempt carry it out twice', async () => {
    const twice: Parts['commands'] = (order) =>
      world.api.parts.commands({
        ...order,
        hash: randomUUID(),
        metadata: { ...order.metadata, commandId: randomUUID() as never },
      });
    const reset = { kind: 'reset_password', personId: small.teacher, reason: 'forgotten' };
    const { requestId } = await propose(reset);
    expect(await decide(requestId, 'confirmation', small.head, world.with({ commands: dying(2) }))).toBe('failed');
    const parts = {
      ...world.api.parts,
      commands: twice,
      live: { endPerson: () => undefined },
      exports: world.api.exports,
      uploads: world.api.uploads,
      undos: world.api.undos,
    };
    await carryOutRequest(parts, small.schoolId, requestId);
    expect(await told('PasswordReset', streams.account(small.teacher))).toBe(2);
  });

  it('nobody resets the own password by it, and the code goes to who proposed it', async () => {
    expect(await propose({ kind: 'reset_password', personId: admin, reason: 'forgotten' })).toMatchObject({
      code: 'own_post',
    });
    const { requestId } = await propose({ kind: 'reset_password', personId: small.mother, reason: 'forgotten' });
    expect(await decide(requestId, 'confirmation', small.head)).toBe('done');
    expect(await decide(requestId, 'code', small.head)).toBe('request_of_another');
    const answer = await world.send('POST', `/api/requests/${requestId}/code`, { as: admin, body: {} });
    expect(await answer.json()).toMatchObject({
      login: small.mother,
      code: expect.stringMatching(/^[0-9A-Z-]+$/) as string,
    });
  });

  it('the last admin is not dismissed, nor by two at once', async () => {
    const post = { kind: 'take_post', personId: small.head, post: 'admin', from: '2026-11-18', to: null };
    // The head is the only other leader, and the post would be the head's own.
    expect(await propose(post)).toMatchObject({ code: 201, status: 'done' });
    await happened(streams.staff(small.schoolId, second), 'PostTaken', {
      schoolId: small.schoolId,
      personId: second,
      post: 'head',
      ...year,
    });
    await world.signIn(second);
    const leave = (personId: string) => ({ kind: 'leave_post', personId, post: 'admin', lastDay: '2026-11-18' });
    const [mine, theirs] = [await propose(leave(small.head)), await propose(leave(admin), small.head)];
    const results = await Promise.all([mine, theirs].map(({ requestId }) => decide(requestId, 'confirmation', second)));
    expect(results.toSorted()).toEqual(['done', 'refused']);
  });
});

/** Carries out so many commands and then no more: the process is gone. */
function dying(after: number): Parts['commands'] {
  let left = after;
  return (order) => {
    left -= 1;
    return left < 0 ? Promise.reject(new Error('killed')) : world.api.parts.commands(order);
  };
}
