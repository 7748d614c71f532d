import { ReadableStream as Incoming } from 'node:stream/web';

/** A file as a form brought it: the name people gave it, and its bytes as they come in. */
export interface FormFile {
  readonly name: string;
  readonly bytes: ReadableStream<Uint8Array>;
}

const longestHead = 8_192;
const longestName = 200;

/**
 * The file of a form that has one field, `file`, without holding it in memory: the bytes come while the form still arrives. Null where no file
 * was chosen, or where it is no such form.
 */
export async function fileOf(request: Request): Promise<FormFile | null> {
  const boundary = /^multipart\/form-data\s*;.*\bboundary="?([^";,\s]+)"?/i.exec(
    request.headers.get('content-type') ?? '',
  )?.[1];
  const reader = request.body?.getReader();
  if (!boundary || !reader) return null;
  // Read by hand: a loop that is left early would cancel the request, and with it the answer.
  let held = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const { done, value } = await reader.read();
    if (!done) held = Buffer.concat([held, value]);
    return !done;
  };
  const rest = async (): Promise<void> => {
    while (!(await reader.read()).done);
  };

  while (!held.includes('\r\n\r\n')) {
    if (held.length > longestHead || !(await more())) {
      await rest();
      return null;
    }
  }
  const start = held.indexOf('\r\n\r\n');
  const name = nameIn(held.subarray(0, start).toString('utf8'), boundary);
  held = held.subarray(start + 4);
  if (!name) {
    await rest();
    return null;
  }
  const end = Buffer.from(`\r\n--${boundary}`);
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = held.indexOf(end);
      if (at >= 0) {
        if (at > 0) yield held.subarray(0, at);
        return rest();
      }
      const safe = held.length - end.length + 1;
      if (safe > 0) {
        yield held.subarray(0, safe);
        held = held.subarray(safe);
      }
      if (!(await more())) throw new Error('The form ends within its file.');
    }
  }
  return { name, bytes: Incoming.from(bytes()) as ReadableStream<Uint8Array> };
}

/** Browsers write quotes and line ends of a name as a URL does. */
function nameIn(head: string, boundary: string): string | null {
  if (!head.startsWith(`--${boundary}\r\n`) || !/;\s*name="file"/i.test(head)) return null;
  const name = /;\s*filename="([^"\r\n]*)"/i.exec(head)?.[1] ?? '';
  return (
    name
      .replaceAll('%22', '"')
      .replaceAll(/%0[DA]/gi, ' ')
      .slice(-longestName)
      .toWellFormed() || null
  );
}
