import type { GridPage } from '#lib/marking/cells.ts';
import type { Kept } from '#lib/marking/kept.ts';
import type { Send } from '#lib/marking/link.ts';

/** Broken on purpose: every attempt goes out under a command id of its own, so that a repeat is a second command. */
export function renaming(send: Send): Send {
  let attempts = 0;
  return (write) => send({ ...write, id: `${write.id}-${(attempts += 1)}` });
}

/** Broken on purpose: a device that keeps nothing. */
export const forgetful: Kept = { put: () => undefined, drop: () => undefined, all: () => [] };

/** Broken on purpose: a page that does not show the marks which are there. */
export function blank(page: GridPage): GridPage {
  return { ...page, pupils: page.pupils.map((pupil) => ({ ...pupil, cells: {} })) };
}

/** Broken on purpose: a page on which every column may be written. */
export function opened(page: GridPage): GridPage {
  const mayWrite = { marks: true, attendance: true };
  return { ...page, lessons: page.lessons.map((lesson) => ({ ...lesson, mayWrite })) };
}
