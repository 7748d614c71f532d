import type { Journal, JournalPupil, Lesson } from '@peremena/projections/queries';
import type { Sheet, SheetCell } from '../core/sheets/workbook.ts';
import type { FileWords } from './file-words.ts';

/** The journal of a group in a term: pupils by lessons as the page shows them, and what was taught and set. `today`: later lessons are left out while nothing is in them. */
export function journalSheets(
  { lessons: all, pupils }: Pick<Journal, 'lessons' | 'pupils'>,
  today: string,
  words: FileWords,
): readonly Sheet[] {
  const filled = new Set(pupils.flatMap(({ cells }) => Object.keys(cells)));
  const lessons = all.filter(
    ({ id, date, topic, homework }) => date <= today || filled.has(id) || topic !== null || homework !== null,
  );
  const names = pupils.map(({ name }) => [name.family, name.given, name.middle].filter(Boolean).join(' '));
  const widths = [undefined, Math.max(20, ...names.map((name) => name.length + 2)), ...lessons.map(() => 11)];
  return [
    {
      title: words.journal,
      head: [
        [words.no, words.pupil, ...lessons.map(({ date }) => ({ date })), words.average, words.count],
        [null, null, ...lessons.map((lesson) => slotOf(lesson, words)), null, null],
      ],
      rows: [
        ...pupils.map((pupil, at): SheetCell[] => [
          at + 1,
          names[at] ?? '',
          ...lessons.map((lesson) => cellOf(pupil, lesson, words)),
          pupil.average === null ? null : Number(pupil.average),
          pupil.count,
        ]),
        [],
        [null, words.legend],
      ],
      heldColumns: 2,
      widths: [...widths, 14, 10],
      wide: true,
    },
    {
      title: words.lessons,
      head: [[words.date, words.lesson, words.topic, words.homework, words.due, words.work, words.weight, words.state]],
      rows: lessons.map((lesson): SheetCell[] => [
        { date: lesson.date },
        lesson.slot,
        lesson.topic,
        lesson.homework?.text ?? null,
        lesson.homework?.dueOn ? { date: lesson.homework.dueOn } : null,
        words.kinds[lesson.work?.kind ?? 'classwork'],
        lesson.work?.weight ?? 1,
        remarkOf(lesson, words),
      ]),
    },
  ];
}

const slotOf = ({ slot, cancelled }: Lesson, words: FileWords): string =>
  cancelled === null ? `${slot} ${words.slot}` : words.cancelled;

function remarkOf({ cancelled, rollTaken }: Lesson, words: FileWords): string | null {
  if (cancelled !== null) return words.cancelled;
  return rollTaken ? null : words.noRoll;
}

// A mark alone is a number, so that a table can count with it.
function cellOf(pupil: JournalPupil, { id, date }: Lesson, { codes }: FileWords): SheetCell {
  const { mark, attendance } = pupil.cells[id] ?? { mark: null, attendance: null };
  if (!mark && !attendance) return date < pupil.from || (pupil.to !== null && pupil.to < date) ? outside : null;
  if (!mark) return { value: attendance && codes[attendance], as: 'centre' };
  const value = attendance ? `${mark.value} ${codes[attendance]}` : asNumber(mark.value);
  return { value, as: mark.changed ? 'corrected' : 'centre' };
}

const outside: SheetCell = { value: null, as: 'outside' };
const asNumber = (value: string): string | number => (/^\d{1,3}$/.test(value) ? Number(value) : value);
