import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newCode } from '../session/code.ts';
import { createSignIns, loginForm } from '../session/credentials.ts';
import type { Finding } from './finding.ts';
import type { Newcomer } from './plan/newcomers.ts';
import { Shelf } from './shelf/shelf.ts';

type Database = Parameters<typeof createSignIns>[0];

export interface SignInsMade {
  /** Where the codes are; null where there was nobody new. */
  readonly file: string | null;
  readonly count: number;
}

type Note = (finding: Finding) => void;

// Logins people can type, in letters whose lower case every program agrees on.
const usable = /^[\p{Script=Latin}\p{Script=Cyrillic}\d._@+'-]{1,120}$/u;

const lot = 500;

/**
 * Gives a first-use code to everybody who has no sign-in yet and writes the codes into a new file that only its owner reads. Codes are on
 * the disk before they count, so a run that is ended in the middle loses none; of two files with a code for one person the later one holds.
 */
export async function firstSignIns(
  sql: Database,
  newcomers: Iterable<Newcomer>,
  file: string,
  note: Note,
): Promise<SignInsMade> {
  let handle: FileHandle | null = null;
  let count = 0;
  try {
    for await (const waiting of withoutSignIn(sql, newcomers, note)) {
      handle ??= await newFile(file);
      const coded = waiting.map((newcomer) => ({ newcomer, code: newCode() }));
      await writeCodes(handle, coded);
      const made = await createSignIns(
        sql,
        coded.map(({ newcomer: { login, personId }, code }) => ({ login, personId, code })),
      );
      count += made.length;
    }
  } finally {
    await handle?.close();
  }
  return { file: handle && file, count };
}

/** How many have no sign-in yet and can get one. */
export async function countSignIns(sql: Database, newcomers: Iterable<Newcomer>, note: Note): Promise<SignInsMade> {
  let count = 0;
  for await (const waiting of withoutSignIn(sql, newcomers, note)) count += waiting.length;
  return { file: null, count };
}

async function newFile(file: string): Promise<FileHandle> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'wx', 0o600);
  await handle.write(`\ufeff${csvLine(['login', 'code', 'familyName', 'givenName', 'role', 'school', 'class'])}`);
  return handle;
}

/** Those who have no sign-in yet and can get one under the login they come with, some at a time, with a note about each who cannot. */
async function* withoutSignIn(
  sql: Database,
  newcomers: Iterable<Newcomer>,
  note: Note,
): AsyncGenerator<readonly Newcomer[]> {
  const given = new Shelf();
  try {
    for (const some of lotsOf(newcomers)) {
      const there = await sql<{ login: string; person_id: string }[]>`
        select login, person_id from api.credentials
        where person_id = any(${some.map(({ personId }) => personId)}::uuid[])
          or login = any(${some.map(({ login }) => loginForm(login))}::text[])`;
      for (const { login, person_id: personId } of there) {
        given.add('person', personId);
        given.add('login', login);
      }
      const waiting = some.flatMap((newcomer) => {
        const login = loginForm(newcomer.login);
        const why = given.has('person', newcomer.personId)
          ? 'there'
          : !usable.test(login)
            ? 'login_form'
            : given.has('login', login)
              ? 'login_taken'
              : null;
        if (why === null) {
          given.add('person', newcomer.personId);
          given.add('login', login);
          return [{ ...newcomer, login }];
        }
        const { file, line } = newcomer.row;
        if (why !== 'there') note({ file, line, column: 'username', code: why });
        return [];
      });
      if (waiting.length > 0) yield waiting;
    }
  } finally {
    given.close();
  }
}

function* lotsOf(newcomers: Iterable<Newcomer>): Generator<Newcomer[]> {
  let some: Newcomer[] = [];
  for (const one of newcomers) {
    if (some.push(one) < lot) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

async function writeCodes(handle: FileHandle, coded: readonly { newcomer: Newcomer; code: string }[]): Promise<void> {
  const lines = coded.map(({ newcomer, code }) => {
    const { login, familyName, givenName, role, schools, classes } = newcomer;
    return csvLine([login, code, familyName, givenName, role, schools.join(', '), classes.join(', ')]);
  });
  await handle.write(lines.join(''));
  await handle.sync();
}

/** A line a spreadsheet reads as text: a cell that would be a formula begins with an apostrophe. */
export function csvLine(cells: readonly string[], delimiter = ','): string {
  const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return `${cells.map(cell).join(delimiter)}\r\n`;
}
