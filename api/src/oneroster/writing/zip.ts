import { Readable, pipeline } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file on its way into an archive. */
export interface Packed {
  readonly name: string;
  readonly text: AsyncIterable<string> | Iterable<string>;
}

const utf8AndSizesBehind = 0x0808;
const deflated = 8;
/** 1980-01-01: archives of the same files are the same, whenever they were made. */
const [noTime, firstDay] = [0, 0x0021];
const most = 0xffff_ffff;

/** A zip archive, piece by piece as the files are read; nothing of it is held. `RangeError` where it grows over 4 GB. */
export async function* zipped(files: AsyncIterable<Packed> | Iterable<Packed>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for await (const { name, text } of files) {
    const begin = offset;
    const head = Buffer.concat([Buffer.from('PK\x03\x04'), shared(name, 0, 0, 0), Buffer.from(name)]);
    yield head;
    const sums = { crc: 0, bytes: 0 };
    const deflate = createDeflateRaw();
    // What fails on the way in comes out of the reading below.
    pipeline(Readable.from(counted(text, sums)), deflate, () => undefined);
    let packed = 0;
    for await (const piece of deflate as AsyncIterable<Buffer>) {
      packed += piece.length;
      yield piece;
    }
    const behind = Buffer.alloc(16);
    behind.write('PK\x07\x08', 'latin1');
    behind.writeUInt32LE(sums.crc, 4);
    behind.writeUInt32LE(within(packed), 8);
    behind.writeUInt32LE(within(sums.bytes), 12);
    yield behind;
    offset = within(begin + head.length + packed + behind.length);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((0o100600 << 16) >>> 0, 6);
    rest.writeUInt32LE(begin, 10);
    // Made by Unix, so that the mode counts.
    const madeBy = Buffer.from([20, 3]);
    const entry = shared(name, sums.crc, packed, sums.bytes);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), madeBy, entry, rest, Buffer.from(name)]));
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  yield list;
  yield end;
}

async function* counted(text: Packed['text'], sums: { crc: number; bytes: number }): AsyncGenerator<Buffer> {
  let waiting: string[] = [];
  let length = 0;
  const bytesOf = (): Buffer => {
    const bytes = Buffer.from(waiting.join(''));
    [waiting, length] = [[], 0];
    sums.crc = crc32(bytes, sums.crc);
    sums.bytes += bytes.length;
    return bytes;
  };
  for await (const line of text) {
    waiting.push(line);
    length += line.length;
    if (length > 16_384) yield bytesOf();
  }
  yield bytesOf();
}

/** What the header of a file and its entry in the directory have in common. */
function shared(name: string, crc: number, packed: number, bytes: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(utf8AndSizesBehind, 2);
  fields.writeUInt16LE(deflated, 4);
  fields.writeUInt16LE(noTime, 6);
  fields.writeUInt16LE(firstDay, 8);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(packed, 14);
  fields.writeUInt32LE(bytes, 18);
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  return fields;
}

function within(bytes: number): number {
  if (bytes > most) throw new RangeError('the archive is larger than 4 GB');
  return bytes;
}
