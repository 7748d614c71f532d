import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leafOf, prefixed } from './leaf.ts';
import { GrowingTree } from './tree.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Inputs and roots that implementations of the tree of RFC 6962 and 9162 are held to. */
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

test('the tree has the known roots', () => {
  const tree = new GrowingTree(sha256);
  expect(hex(tree.root())).toBe(roots[0]);
  for (const [index, input] of inputs.entries()) {
    tree.add(sha256(prefixed(0x00, Buffer.from(input, 'hex'))));
    expect(hex(tree.root())).toBe(roots[index + 1]);
  }
  expect(tree.size).toBe(inputs.length);
});

/** The definition in RFC 9162, 2.1.1, word for word. */
function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length < 2) return leaves[0] ?? sha256(new Uint8Array());
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return sha256(prefixed(0x01, rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half))));
}

test('of any number of leaves it is the root of the definition', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 4 }), { maxLength: 80 }), (list) => {
      const leaves = list.map(sha256);
      const tree = new GrowingTree(sha256);
      for (const leaf of leaves) tree.add(leaf);
      expect(hex(tree.root())).toBe(hex(rootOf(leaves)));
    }),
  );
});

const event = {
  stream: 'school-1',
  revision: 2n ** 53n + 1n,
  type: 'SchoolRenamed',
  data: {
    title: 'Школа № 17 «Ёлка»\n',
    amount: 1e21,
    b: null,
    '\u20ac': '\u20ac',
    '\r': 1,
    '1': [true, { z: 1, a: 2 }],
  },
  metadata: { schemaVersion: 1, at: '2026-01-15T08:30:00.000Z' },
};

test('the leaf is that of the canonical text, whatever the order of keys', () => {
  const text =
    '{"data":{"\\r":1,"1":[true,{"a":2,"z":1}],"amount":1e+21,"b":null,"title":"Школа № 17 «Ёлка»\\n","€":"€"},' +
    '"metadata":{"at":"2026-01-15T08:30:00.000Z","schemaVersion":1},"revision":"9007199254740993","stream":"school-1","type":"SchoolRenamed"}';
  expect(hex(leafOf(sha256, event))).toBe(hex(sha256(Buffer.concat([Buffer.of(0), Buffer.from(text)]))));
  const turned = { ...event, metadata: { at: event.metadata.at, schemaVersion: 1 } };
  expect(hex(leafOf(sha256, turned))).toBe(hex(leafOf(sha256, event)));
});

test('whatever changes of what is covered changes the leaf', () => {
  const changes = [
    { stream: 'school-2' },
    { revision: 0n },
    { type: 'SchoolNamed' },
    { data: { ...event.data, title: 'Школа № 17 «Елка»\n' } },
    { metadata: { ...event.metadata, schemaVersion: 2 } },
  ];
  for (const change of changes)
    expect(hex(leafOf(sha256, { ...event, ...change }))).not.toBe(hex(leafOf(sha256, event)));
});
