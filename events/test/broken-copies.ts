import type { EventStore, StoredAppend } from '../src/store/index.ts';

/** Stand-ins for a log that was copied badly, with one fault each; the fault is in what is read back. */
type Spoil = (appends: readonly StoredAppend[]) => readonly StoredAppend[];

const spoiled =
  (spoil: Spoil) =>
  (store: EventStore): EventStore => {
    let spent = false;
    return {
      ...store,
      async readAppends(options) {
        const page = await store.readAppends(options);
        // Once, in the first page that is long enough: what is to be found is a single fault.
        if (spent || page.length < 3) return page;
        spent = true;
        return spoil(page);
      },
      async readAll(options) {
        const page = await store.readAll(options);
        if (spent || page.length < 3) return page;
        spent = true;
        return spoil(page.map((event) => ({ events: [event] }) as unknown as StoredAppend)).flatMap(
          ({ events }) => events,
        );
      },
    };
  };

/** One letter of one event is another. */
const changesAByte: Spoil = ([first, second, ...rest]) => {
  const [event, ...events] = second!.events;
  const title = String(event!.data['title']);
  const data = {
    ...event!.data,
    title: `${title.slice(0, -1)}${String.fromCharCode(title.charCodeAt(title.length - 1) ^ 1)}`,
  };
  return [first!, { ...second!, events: [{ ...event!, data }, ...events] }, ...rest];
};

const swapsTwo: Spoil = ([first, second, ...rest]) => [second!, first!, ...rest];

const leavesOneOut: Spoil = ([first, , ...rest]) => [first!, ...rest];

const addsOne: Spoil = ([first, second, ...rest]) => [first!, second!, second!, ...rest];

export const brokenCopies = {
  'one changed byte': spoiled(changesAByte),
  'two in another order': spoiled(swapsTwo),
  'one left out': spoiled(leavesOneOut),
  'one given twice': spoiled(addsOne),
};
