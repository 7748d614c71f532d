import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newCode } from '../session/code.ts';
import { createSignIns, loginForm } from '../session/credentials.ts';
import type { Finding } from './finding.ts';
import type { Newcomer } from './plan/newcomers.ts';

type Database = Parameters<typeof createSignIns>[0];

export interface SignInsMade {
  /** Where the codes are; null where there was nobody new. */
  readonly file: string | null;
  readonly count: number;
  readonly notes: readonly Finding[];
}

// Logins people can type, in letters whose lower case every program agrees on.
const usable = /^[\p{Script=Latin}\p{Script=Cyrillic}\d._@+'-]{1,120}$/u;

const lot = 500;

/**
 * Gives a first-use code to everybody who has no sign-in yet and writes the codes into a new file that only its owner reads. Codes are on
 * the disk before they count, so a run that is ended in the middle loses none; of two files with a code for one person the later one holds.
 */
export async function firstSignIns(sql: Database, newcomers: readonly Newcomer[], file: string): Promise<SignInsMade> {
  const { waiting, notes } = await withoutSignIn(sql, newcomers);
  if (waiting.length === 0) return { file: null, count: 0, notes };
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'wx', 0o600);
  let count = 0;
  try {
    await handle.write(`\ufeff${csvLine(['login', 'code', 'familyName', 'givenName', 'role', 'school', 'class'])}`);
    for (let start = 0; start < waiting.length; start += lot) {
      const coded = waiting.slice(start, start + lot).map((newcomer) => ({ newcomer, code: newCode() }));
      await writeCodes(handle, coded);
      const made = await createSignIns(
        sql,
        coded.map(({ newcomer: { login, personId }, code }) => ({ login, personId, code })),
      );
      count += made.length;
    }
  } finally {
    await handle.close();
  }
  return { file, count, notes };
}

/** Those who have no sign-in yet and can get one under the login they come with, and a note about each who cannot. */
export async function withoutSignIn(
  sql: Database,
  newcomers: readonly Newcomer[],
): Promise<{ readonly waiting: readonly Newcomer[]; readonly notes: readonly Finding[] }> {
  const notes: Finding[] = [];
  const there = await sql<{ login: string; person_id: string }[]>`
    select login, person_id from api.credentials
    where person_id = any(${newcomers.map(({ personId }) => personId)}::uuid[]) or login = any(${newcomers.map(({ login }) => loginForm(login))}::text[])`;
  const people = new Set(there.map((row) => row.person_id));
  const logins = new Set(there.map((row) => row.login));
  const note = ({ row }: Newcomer, code: string) =>
    notes.push({ file: row.file, line: row.line, column: 'username', code });
  const waiting = newcomers.flatMap((newcomer) => {
    const login = loginForm(newcomer.login);
    if (people.has(newcomer.personId)) return [];
    if (!usable.test(login)) note(newcomer, 'login_form');
    else if (logins.has(login)) note(newcomer, 'login_taken');
    else {
      logins.add(login);
      people.add(newcomer.personId);
      return [{ ...newcomer, login }];
    }
    return [];
  });
  return { waiting, notes };
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
export function csvLine(cells: readonly string[]): string {
  const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return `${cells.map(cell).join(',')}\r\n`;
}
