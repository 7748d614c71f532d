/** Why a JSON text is not let in before it is parsed; null when nothing speaks against it. */
export type JsonFault = 'unreadable' | 'duplicate_key' | 'too_deep';

const deepest = 32;

/**
 * Walks a JSON text without recursion and without building it: finds keys that come twice in one object (parsers disagree about which
 * one counts), nesting deeper than 32, and the key `__proto__`. Grammar is left to `JSON.parse`.
 */
export function jsonFault(text: string): JsonFault | null {
  const open: (Set<string> | null)[] = [];
  let key = false;
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case '{':
      case '[':
        if (open.length >= deepest) return 'too_deep';
        key = text[at] === '{';
        open.push(key ? new Set() : null);
        break;
      case '}':
      case ']':
        open.pop();
        key = false;
        break;
      case ',':
        key = open.at(-1) instanceof Set;
        break;
      case ':':
        key = false;
        break;
      case '"': {
        const end = endOfString(text, at);
        if (end < 0) return 'unreadable';
        const keys = open.at(-1);
        if (key && keys) {
          const name = unescaped(text.slice(at, end + 1));
          if (name === null || name === '__proto__') return 'unreadable';
          if (keys.has(name)) return 'duplicate_key';
          keys.add(name);
        }
        at = end;
        break;
      }
      default:
        break;
    }
  }
  return null;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return -1;
}

function unescaped(literal: string): string | null {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return null;
  }
}
