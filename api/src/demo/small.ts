import type { Calendar } from './calendar.ts';
import { demoGroups, handWritten } from './groups.ts';
import { ids } from './ids.ts';
import { demoPeople } from './people.ts';
import type { DemoSchool } from './school.ts';
import { colleagues } from './staff.ts';

/** «Школа № 17» of four classes: enough to look at every page, and made in a blink. */
export function smallSchool(calendar: Calendar): DemoSchool {
  const people = demoPeople(calendar);
  const rooms = [...new Set([...colleagues.values()].flatMap(({ room }) => room ?? []))].toSorted();
  return {
    key: '17',
    title: 'Школа № 17',
    ids,
    calendar,
    classes: handWritten,
    staff: colleagues,
    admin: 'shevchuk',
    ...people,
    groups: demoGroups(people),
    rooms: new Map(rooms.map((room) => [room, room === 'зал' ? 2 : 1])),
    adminAlsoOf: [],
    lively: false,
  };
}
