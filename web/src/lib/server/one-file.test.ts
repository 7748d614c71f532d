import { ReadableStream as Incoming } from 'node:stream/web';
import { expect, it } from 'vitest';
import { fileOf } from './one-file.ts';

const sent = (form: FormData) => new Request('http://school/', { method: 'POST', body: form });
const formWith = (name: string, content: BlobPart, field = 'file'): FormData => {
  const form = new FormData();
  form.append(field, new File([content], name));
  return form;
};
/** The same form, arriving in pieces of `size` bytes. */
async function inPieces(form: FormData, size: number): Promise<Request> {
  const whole = sent(form);
  const bytes = new Uint8Array(await whole.clone().arrayBuffer());
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
    bytes.slice(n * size, (n + 1) * size),
  );
  const init = { method: 'POST', headers: whole.headers, body: Incoming.from(pieces), duplex: 'half' };
  return new Request('http://school/', init as unknown as RequestInit);
}
const read = async (found: Awaited<ReturnType<typeof fileOf>>) =>
  found && { name: found.name, text: Buffer.from(await new Response(found.bytes).arrayBuffer()).toString('latin1') };

it('gives the file with its name, however it arrives', async () => {
  const content = 'orgs\r\n--not the end\r\n\r\n- \r\n';
  for (const size of [1, 7, 100_000])
    expect(await read(await fileOf(await inPieces(formWith('Школа "17".zip', content), size)))).toEqual({
      name: 'Школа "17".zip',
      text: content,
    });
});

it('gives every byte of a large file', async () => {
  const large = Buffer.alloc(3_000_000, 'peremena\r\n--');
  const found = await read(await fileOf(await inPieces(formWith('a.zip', large), 65_536)));
  expect(found?.text === large.toString('latin1')).toBe(true);
});

it('gives an empty file, and none where none was chosen', async () => {
  expect(await read(await fileOf(sent(formWith('empty.zip', ''))))).toEqual({ name: 'empty.zip', text: '' });
  expect(await fileOf(sent(formWith('', '')))).toBeNull();
  expect(await fileOf(sent(formWith('a.zip', 'a', 'other')))).toBeNull();
  expect(await fileOf(new Request('http://school/', { method: 'POST', body: 'a' }))).toBeNull();
});

it('a form that breaks off is no whole file', async () => {
  const whole = sent(formWith('a.zip', 'a'.repeat(500)));
  const { headers } = whole;
  const body = (await whole.clone().arrayBuffer()).slice(0, 400);
  const found = await fileOf(new Request('http://school/', { method: 'POST', headers, body }));
  await expect(read(found)).rejects.toThrow('within its file');
});
