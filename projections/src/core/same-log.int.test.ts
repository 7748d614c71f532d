import { openMemoryStore } from '@peremena/events/store';
import { id, make } from '../../test/school.ts';
import { openTestLog } from '../../test/log.ts';
import { freshDatabase } from '@peremena/events/test/postgres';
import { expect, test } from 'vitest';
import { openReadModels } from './connection.ts';
import { belongToLog, holdToLog, OtherLog } from './same-log.ts';
import { prepareTables } from './tables.ts';

test('read models go on with the log they were made from, and with no other', async () => {
  const sql = openReadModels({ url: await freshDatabase() });
  await prepareTables(sql, 'read_models', []);
  const [mine, other, empty] = [openTestLog(), openTestLog(), openMemoryStore()];
  await holdToLog(sql, mine.store);
  for (const log of [mine, other]) await log.append([make.mark(id('lesson'), id('pupil'), '5')]);
  await holdToLog(sql, mine.store);
  await holdToLog(sql, mine.store);
  await expect(holdToLog(sql, other.store)).rejects.toThrow(OtherLog);
  await expect(holdToLog(sql, empty)).rejects.toThrow(OtherLog);
  await belongToLog(sql, mine.store);
  await expect(belongToLog(sql, other.store)).rejects.toThrow(/another log .* projection reset/);
  await expect(belongToLog(sql, empty)).rejects.toThrow(/The log is empty, but/);
  await sql.end();
});
