import { type BroughtInWorkId, openText, type PersonId, streams } from '@peremena/events';
import { classDecider } from '../../class/decider.ts';
import { stateNow } from '../../core/folded.ts';
import { groupDecider } from '../../group/decider.ts';
import { personDecider } from '../../person/decider.ts';
import type { Log } from '../plan/log.ts';
import { schoolDecider } from '../../school/decider.ts';
import type { Kept } from './kept.ts';

/** What kept rows are about, as people call it: «7Б, Иванова Мария». Read from the log, for the rows of one answer. */
export async function namedKept(log: Log, rows: readonly Kept[]): Promise<readonly string[]> {
  const known = new Map<string, Promise<string | undefined>>();
  const once = (key: string, read: () => Promise<string | undefined>) => {
    const found = known.get(key) ?? read();
    known.set(key, found);
    return found;
  };
  const person = (id: string) =>
    once(id, async () => {
      const state = await stateNow(log, streams.person(id as PersonId), personDecider);
      return state ? [openText(state.familyName), openText(state.givenName)].filter(Boolean).join(' ') : undefined;
    });
  const thing = ({ stream, partId }: Kept): Promise<string | undefined> => {
    const [category, id = ''] = [stream.slice(0, stream.indexOf('-')), stream.slice(stream.indexOf('-') + 1)];
    if (category === 'class') return once(stream, async () => (await stateNow(log, stream, classDecider))?.title);
    if (category === 'group')
      return once(`${stream} ${partId ?? ''}`, async () => {
        const state = await stateNow(log, stream, groupDecider);
        const title = state?.titles.at(-1)?.title ?? state?.title;
        const work = partId === null ? undefined : state?.works.get(partId as BroughtInWorkId)?.title;
        return [title, work].filter(Boolean).join(', ');
      });
    if (category === 'school')
      return once(`${stream} ${partId ?? ''}`, async () => {
        const school = await stateNow(log, stream, schoolDecider);
        if (partId === null) return school?.title;
        return (school?.subjects.get(partId) ?? school?.terms.get(partId))?.title;
      });
    return person(id.split('.').at(-1) ?? id);
  };
  return Promise.all(
    rows.map(async (row) => {
      const names = await Promise.all([thing(row), row.personId === null ? undefined : person(row.personId)]);
      return names.filter(Boolean).join(', ');
    }),
  );
}
