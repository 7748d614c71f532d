import { randomUUID } from 'node:crypto';
import { openReadModels } from '@peremena/projections/queries';
import { openJournal } from '../../src/looks/journal.ts';
import { hasty } from './stand-ins.ts';

// Notes looks as fast as it can and tells of each that is said to be noted, until it is killed.
const [url = '', kind] = process.argv.slice(2);
const journal = openJournal(openReadModels({ url }));
const looks = kind === 'hasty' ? hasty(journal) : journal;
const asOne = async (): Promise<void> => {
  for (;;) {
    const subject = randomUUID();
    const about = { person: randomUUID(), role: 'teacher', school: null, kind: 'diary', thing: null } as const;
    await looks.note({ ...about, at: new Date().toISOString(), subjects: [subject] });
    process.send?.(subject);
  }
};
await Promise.all(Array.from({ length: 8 }, asOne));
