import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fontverter from 'fontverter';

// The package has one file per script; a page needs figures and the letters of its language. Run by hand after an
// update of the font.
const between = (from, to) => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, step) => from + step));
const wanted = {
  cyrillic: ['cyrillic', `${between(0x410, 0x44f)}Ёё№`],
  figures: ['latin', `${between(0x20, 0x40)}\u00a0«»„“—–…·×−§°`],
  latin: ['latin', between(0x41, 0x7e)],
};
const pages = { ru: ['figures', 'cyrillic'], en: ['figures', 'latin'] };
const features = ['kern', 'tnum', 'mark', 'locl'];
const budget = 26_000;
const layoutFeatures = 6;
const droppedTables = 3;
const noHinting = 0x1;
const fewerDeltas = 0x400;

const tag = (name) => [...name].reduce((code, letter) => (code << 8) | letter.codePointAt(0), 0) >>> 0;
const golos = import.meta.resolve('@fontsource-variable/golos-text/package.json');
const wasm = await readFile(fileURLToPath(import.meta.resolve('harfbuzzjs/hb-subset.wasm')));
const { exports: hb } = (await WebAssembly.instantiate(wasm)).instance;
const heap = () => new Uint8Array(hb.memory.buffer);

function subset(font, text) {
  const at = hb.malloc(font.byteLength);
  heap().set(font, at);
  const face = hb.hb_face_create(hb.hb_blob_create(at, font.byteLength, 2, 0, 0), 0);
  const input = hb.hb_subset_input_create_or_fail();
  hb.hb_subset_input_set_flags(input, noHinting | fewerDeltas);
  const kept = hb.hb_subset_input_set(input, layoutFeatures);
  hb.hb_set_clear(kept);
  for (const feature of features) hb.hb_set_add(kept, tag(feature));
  const dropped = hb.hb_subset_input_set(input, droppedTables);
  for (const table of ['vmtx', 'vhea', 'STAT', 'gasp']) hb.hb_set_add(dropped, tag(table));
  const unicodes = hb.hb_subset_input_unicode_set(input);
  for (const letter of text) hb.hb_set_add(unicodes, letter.codePointAt(0));
  hb.hb_subset_input_set_axis_range(input, face, tag('wght'), 400, 700, NaN);
  const result = hb.hb_face_reference_blob(hb.hb_subset_or_fail(face, input));
  const from = hb.hb_blob_get_data(result, 0);
  return Buffer.from(heap().subarray(from, from + hb.hb_blob_get_length(result)));
}

const folder = new URL('../src/lib/styles/fonts/', import.meta.url);
await mkdir(folder, { recursive: true });
const sizes = {};
for (const [part, [script, text]] of Object.entries(wanted)) {
  const file = new URL(`files/golos-text-${script}-wght-normal.woff2`, golos);
  const whole = await fontverter.convert(await readFile(file), 'truetype');
  const small = await fontverter.convert(subset(whole, text), 'woff2', 'truetype');
  await writeFile(new URL(`golos-${part}.woff2`, folder), small);
  sizes[part] = small.length;
}
for (const [language, parts] of Object.entries(pages)) {
  const total = parts.reduce((sum, part) => sum + sizes[part], 0);
  console.log(`${language}: ${total} bytes (${parts.map((part) => `${part} ${sizes[part]}`).join(', ')})`);
  if (total > budget) throw new Error(`The fonts of a page take ${total} bytes; the budget is ${budget}.`);
}
