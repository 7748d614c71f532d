import { AppendRefused } from './errors.ts';
import { appendLimits, type AppendRequest, type JsonValue } from './event-store.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const streamName = /^[a-z_]+-[0-9a-f][0-9a-f.-]{0,250}$/;
const typeName = /^[A-Z][A-Za-z0-9]{0,99}$/;
const plain = /^[\u0020-\u007e]{1,200}$/;

/** An append in the form in which it is stored: `data`, `metadata` and `answer` as JSON text. */
export interface CheckedAppend {
  readonly answer: string;
  readonly events: readonly { readonly data: string; readonly metadata: string }[];
  /** Bytes of data and metadata. */
  readonly bytes: number;
}

/** Refuses with `AppendRefused` what no adapter may store; gives the JSON texts of what it may. */
export function checkAppend({ stream, expected, events, command }: AppendRequest): CheckedAppend {
  if (!streamName.test(stream)) refuse('the stream has no proper name');
  if (typeof expected === 'bigint' && expected < 0n) refuse('the expected revision is negative');
  if (!uuid.test(command.id)) refuse('the command id is not a uuid');
  if (!plain.test(command.hash)) refuse('the command hash is not plain text');
  if (events.length === 0) refuse('there is no event');
  if (events.length > appendLimits.events) refuse(`more than ${appendLimits.events} events`);
  let bytes = 0;
  const texts = events.map((event) => {
    if (!uuid.test(event.id)) refuse('the id of an event is not a uuid');
    if (!typeName.test(event.type)) refuse('the type of an event has no proper name');
    const text = { data: checkedText(event.data), metadata: JSON.stringify(event.metadata) };
    bytes += Buffer.byteLength(text.data) + Buffer.byteLength(text.metadata);
    return text;
  });
  if (bytes > appendLimits.bytes) refuse(`more than ${appendLimits.bytes} bytes`);
  return { answer: checkedText(command.answer), events: texts, bytes };
}

/** Every store and every JSON reader must give back the same value: safe integers, well-formed text without NUL. */
function checkedText(value: JsonValue): string {
  checkValues(value);
  const text = JSON.stringify(value);
  // NUL and half characters are written by number; so are others, and somebody may write just that.
  if (text.includes('\\u')) checkTexts(value);
  return text;
}

function checkTexts(value: JsonValue): void {
  if (typeof value === 'string') {
    if (!value.isWellFormed() || value.includes('\0')) refuse('a text holds NUL or half a character');
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      checkTexts(key);
      checkTexts(item);
    }
  }
}

function checkValues(value: JsonValue): void {
  if (typeof value === 'string') return;
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) refuse('a number is not a safe integer');
  } else if (Array.isArray(value)) {
    for (const item of value as readonly JsonValue[]) checkValues(item);
  } else if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) checkValues(item);
  } else if (typeof value !== 'boolean' && value !== null) {
    refuse('a value is not JSON');
  }
}

function refuse(why: string): never {
  throw new AppendRefused(why);
}
