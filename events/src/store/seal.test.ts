import { expect, test } from 'vitest';
import type { PersonRegistered } from '../index.ts';
import { erased, streams, type EventOf, type JournalEvent, type PersonId } from '../index.ts';
import { SealBroken } from './errors.ts';
import { openEvents, sealEvents } from './seal.ts';
import { openMemoryVault } from './vault.ts';

const pupil = '0b6f0a3e-6b1c-4b4e-9c3a-0d7a52b9f001' as PersonId;
const stranger = '0b6f0a3e-6b1c-4b4e-9c3a-0d7a52b9f002' as PersonId;
const stream = streams.person(pupil);

const registered: EventOf<typeof PersonRegistered> = {
  type: 'PersonRegistered',
  data: {
    personId: pupil,
    familyName: 'Ёлкина',
    givenName: 'Нюра',
    middleName: null,
    birthDate: '2014-02-28',
    source: null,
  },
};

async function stored(vault = openMemoryVault()) {
  const [sealed] = await sealEvents(vault, stream, [registered]);
  return { vault, sealed: { ...sealed!, stream } };
}

test('what is stored holds nothing to read, and opens to what was written', async () => {
  const { vault, sealed } = await stored();
  expect(JSON.stringify(sealed)).not.toMatch(/Ёлкина|Нюра|2014/);
  expect(sealed.data['familyName']).toMatchObject({ $sealed: { subject: pupil, class: 'identity', key: 1 } });
  expect(sealed.data['middleName']).toBeNull();
  expect((await openEvents(vault, [sealed]))[0]!.data).toEqual(registered.data);
});

test('the same text sealed twice looks different', async () => {
  const { vault, sealed } = await stored();
  const [again] = await sealEvents(vault, stream, [registered]);
  expect(again!.data['familyName']).not.toEqual(sealed.data['familyName']);
});

test('after a key is destroyed the field reads as erased, and new values of the person are stored as erased', async () => {
  const { vault, sealed } = await stored();
  await vault.destroy(pupil, ['identity']);
  expect((await openEvents(vault, [sealed]))[0]!.data).toMatchObject({
    familyName: erased,
    birthDate: erased,
    middleName: null,
  });
  const [again] = await sealEvents(vault, stream, [registered]);
  expect(again!.data).toMatchObject({ familyName: erased, personId: pupil });
});

test('classes of data are erased one by one', async () => {
  const vault = openMemoryVault();
  const contacts = { type: 'ContactsSet', data: { personId: pupil, email: 'n@example.org', phone: null } } as const;
  const [sealed] = await sealEvents(vault, stream, [contacts]);
  await vault.destroy(pupil, ['identity']);
  expect((await openEvents(vault, [{ ...sealed!, stream }]))[0]!.data).toEqual(contacts.data);
});

test('a note about a pupil is sealed under the pupil, whoever wrote it', async () => {
  const vault = openMemoryVault();
  const ids = { schoolId: pupil, groupId: pupil, lessonId: pupil, markId: pupil, replaces: pupil };
  const withdrawn = {
    type: 'MarkWithdrawn',
    data: { ...ids, pupilId: stranger, before: '5', reason: 'other', note: 'не та ученица' },
  };
  const [sealed] = await sealEvents(vault, 'journal-1', [withdrawn as unknown as JournalEvent]);
  expect(sealed!.data['note']).toMatchObject({ $sealed: { subject: stranger, class: 'education' } });
});

test('bytes that were changed or moved do not open', async () => {
  const { vault, sealed } = await stored();
  const { familyName, givenName } = sealed.data as Record<string, { $sealed: { bytes: string } }>;
  const bytes = Buffer.from(familyName!.$sealed.bytes, 'base64');
  bytes[14]! ^= 1;
  const flipped = { $sealed: { ...familyName!.$sealed, bytes: bytes.toString('base64') } };
  const forgeries = [
    { ...sealed, data: { ...sealed.data, familyName: flipped } },
    { ...sealed, data: { ...sealed.data, familyName: givenName! } },
    { ...sealed, type: 'PersonRenamed' },
    { ...sealed, stream: stream.replace('person', 'staff') },
    { ...sealed, data: { ...sealed.data, personId: stranger } },
  ];
  for (const forged of forgeries)
    await expect(openEvents(vault, [forged as typeof sealed])).rejects.toThrow(SealBroken);
});

test('a key this vault never had is no erasure', async () => {
  const { sealed } = await stored();
  await expect(openEvents(openMemoryVault(), [sealed])).rejects.toThrow(/has no key/);
});

test('what the first release sealed opens for ever', async () => {
  const secret = Buffer.alloc(32, 7);
  const vault = {
    ...openMemoryVault(),
    find: () => Promise.resolve(new Map([[`${pupil}/contact`, { version: 1, secret }]])),
  };
  const bytes = 'i7aXMZji8NpZN+8MaxDeYpolTWRjFkTpU6MQcfGq+dQglIi42hl936rCzMud';
  const email = { $sealed: { subject: pupil, class: 'contact', key: 1, bytes } };
  const [opened] = await openEvents(vault, [
    { type: 'ContactsSet', stream, data: { personId: pupil, email, phone: null } },
  ]);
  expect(opened!.data).toMatchObject({ email: 'nyura@example.org' });
});
