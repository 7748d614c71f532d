import type { AttendanceDay, PupilAttendance } from '@peremena/projections/queries';
import type { Sheet, SheetCell } from '../core/sheets/workbook.ts';
import type { FileWords } from './file-words.ts';
import { fullName } from './list-sheet.ts';

const missed = ({ absent, ill }: AttendanceDay): number => absent + ill;
const wholeDay = (day: AttendanceDay): boolean => missed(day) === day.lessons;
const sum = (days: readonly AttendanceDay[], of: (day: AttendanceDay) => number): number =>
  days.reduce((so, day) => so + of(day), 0);

/** The attendance of a class: what comes together for each pupil, and day by day. A day is missed when every lesson of it is. */
export function attendanceSheets(pupils: readonly PupilAttendance[], words: FileWords): readonly Sheet[] {
  const dates = [...new Set(pupils.flatMap(({ days }) => days.map(({ date }) => date)))].toSorted();
  const heads = [
    ...[words.no, words.pupil, words.daysHeld, words.daysMissed, words.daysIll],
    ...[words.lessonsHeld, words.lessonsMissed, words.lessonsIll, words.late],
  ];
  const nameWidth = Math.max(20, ...pupils.map((pupil) => fullName(pupil).length + 2));
  return [
    {
      title: words.totals,
      head: [heads],
      rows: [
        ...pupils.map((pupil, at): SheetCell[] => {
          const { days } = pupil;
          const gone = days.filter(wholeDay);
          return [
            at + 1,
            fullName(pupil),
            days.length,
            gone.length,
            gone.filter(({ ill, lessons }) => ill === lessons).length,
            ...[sum(days, ({ lessons }) => lessons), sum(days, missed)],
            ...[sum(days, ({ ill }) => ill), sum(days, ({ late }) => late)],
          ];
        }),
        [],
        [null, words.told],
      ],
      heldColumns: 2,
      widths: [undefined, nameWidth, 12, 12, 12, 12, 12, 12, 12],
    },
    {
      title: words.byDay,
      head: [[words.no, words.pupil, ...dates.map((date) => ({ date }))]],
      rows: [
        ...pupils.map((pupil, at): SheetCell[] => {
          const days = new Map(pupil.days.map((day) => [day.date, day]));
          return [at + 1, fullName(pupil), ...dates.map((date) => dayCell(days.get(date), words))];
        }),
        [],
        [null, words.legend],
      ],
      heldColumns: 2,
      widths: [undefined, nameWidth],
      wide: true,
    },
  ];
}

function dayCell(day: AttendanceDay | undefined, { codes }: FileWords): SheetCell {
  if (!day) return { value: null, as: 'outside' };
  const centre = (value: string | number | null): SheetCell => ({ value, as: 'centre' });
  if (wholeDay(day)) return centre(day.ill === day.lessons ? codes.ill : codes.absent);
  if (missed(day) > 0) return centre(missed(day));
  return day.late > 0 ? centre(codes.late) : null;
}
