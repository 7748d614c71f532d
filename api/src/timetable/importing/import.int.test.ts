import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSmallSchool, small } from '../../../test/small-school.ts';
import { openWorld, type World } from '../../../test/world.ts';

let world: World;
let versionId = '';
beforeAll(async () => {
  world = await openWorld({ clock: () => small.now });
  await openSmallSchool(world.api.commands);
  await world.settled();
  await world.signIn(small.teacher, small.head);
  const begun = await asHead('POST', '', { title: 'Из таблицы', copyOf: null });
  ({ versionId } = (await begun.json()) as { versionId: string });
});
afterAll(() => world.close());

const of = `/api/schools/${small.schoolId}/timetables`;
async function asHead(method: string, path: string, body?: unknown) {
  const answer = await world.send(method, `${of}${path}`, { as: small.head, body });
  await world.settled();
  return answer;
}
const base64 = (text: string) => Buffer.from(text).toString('base64');
const table = (...rows: readonly string[]) =>
  ({ file: base64(['День;Урок;Класс;Предмет;Учитель;Кабинет', ...rows].join('\n')), answers: [] }) as const;
const preview = async (body: object) =>
  (await (await asHead('POST', `/${versionId}/import/preview`, body)).json()) as Record<string, unknown>;
const placed = async () =>
  ((await (await asHead('GET', `/${versionId}`)).json()) as { lessons: { weekday: number; slot: number }[] }).lessons;

const file = table('пн;2;7Б;Алгебра;Кравцова Е. А.;214', 'ср;3;7б;алгебра;;', 'пт;2;9Я;Алгебра;;');

it('is looked through without anything being written', async () => {
  expect(await preview(file)).toMatchObject({
    added: 2,
    unchanged: 0,
    refused: 1,
    clashes: 0,
    asked: [],
    rows: [{ fate: 'added' }, { fate: 'added' }, { row: 4, fate: 'refused', column: 'class', reason: 'class_unknown' }],
  });
  expect(await placed()).toEqual([]);
});

it('places what could be read, and repeated changes nothing', async () => {
  const taken = await asHead('POST', `/${versionId}/import`, file);
  expect(await taken.json()).toMatchObject({ versionId, added: 2, unchanged: 0, refused: 1 });
  expect((await placed()).map(({ weekday, slot }) => [weekday, slot])).toEqual([
    [0, 2],
    [2, 3],
  ]);
  const again = (await (await asHead('POST', `/${versionId}/import`, file)).json()) as { ids: string[] };
  expect(again).toMatchObject({ added: 0, unchanged: 2, ids: [] });
  expect(await placed()).toHaveLength(2);
});

it('what is handed out is taken in again as it is', async () => {
  const answer = await world.send('GET', `${of}/${versionId}/file`, { as: small.head });
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="timetable.csv"');
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
  expect(text.startsWith('\ufeffДень;Урок;Класс;Группа;Предмет;Учитель;Кабинет;Недели\r\nпн;2;7Б;;Алгебра;')).toBe(
    true,
  );
  expect(await preview({ file: base64(text), answers: [] })).toMatchObject({ added: 0, unchanged: 2, refused: 0 });
});

it('a file that cannot be taken, or is for a version that is no draft, is refused whole', async () => {
  const broken = await asHead('POST', `/${versionId}/import`, { file: base64('PK\u0003\u0004 и всё'), answers: [] });
  expect([broken.status, await broken.json()]).toMatchObject([422, { code: 'grid_file_unreadable' }]);
  const noTeacher = await world.send('POST', `${of}/${versionId}/import`, { as: small.teacher, body: file });
  expect(noTeacher.status).toBe(403);
  await asHead('DELETE', `/${versionId}`);
  const late = await asHead('POST', `/${versionId}/import`, table('вт;2;7Б;Алгебра;;'));
  expect([late.status, await late.json()]).toMatchObject([409, { code: 'timetable_not_draft' }]);
});
