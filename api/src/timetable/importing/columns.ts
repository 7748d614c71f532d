/** What a row of the file says of a lesson. */
export const gridColumns = ['day', 'lesson', 'class', 'group', 'subject', 'teacher', 'room', 'weeks'] as const;
export type GridColumn = (typeof gridColumns)[number];
/** Columns without which nothing can be read. */
export const neededColumns: readonly GridColumn[] = ['day', 'lesson', 'class', 'subject'];

/** The headings of a file that is handed out, in its language. */
export const headings: Readonly<Record<'ru' | 'en', Readonly<Record<GridColumn, string>>>> = {
  ru: {
    day: 'День',
    lesson: 'Урок',
    class: 'Класс',
    group: 'Группа',
    subject: 'Предмет',
    teacher: 'Учитель',
    room: 'Кабинет',
    weeks: 'Недели',
  },
  en: {
    day: 'Day',
    lesson: 'Lesson',
    class: 'Class',
    group: 'Group',
    subject: 'Subject',
    teacher: 'Teacher',
    room: 'Room',
    weeks: 'Weeks',
  },
};

const also: Readonly<Record<GridColumn, readonly string[]>> = {
  day: ['день недели', 'weekday'],
  lesson: ['номер урока', '№ урока', '№', 'номер', 'slot', 'period'],
  class: ['классы'],
  group: ['подгруппа'],
  subject: ['дисциплина', 'course'],
  teacher: ['преподаватель', 'фио учителя'],
  room: ['каб', 'каб.', 'аудитория'],
  weeks: ['неделя', 'чётность', 'week'],
};

/** Words to be compared: case, ё and е, and spaces at the ends or doubled make no difference. */
export const folded = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replaceAll(/\s+/g, ' ').trim();

const lookalikes = new Map([...'abcehkmoptxy'].map((letter, at) => [letter, [...'авсенкмортху'][at] ?? letter]));

/** A title of a class or group to be compared: one written with Latin letters looks the same on paper, 7B and 7В. */
export const titled = (text: string): string =>
  folded(text)
    .replaceAll(/[\s«»"'_-]/g, '')
    .replaceAll(/[a-z]/g, (letter) => lookalikes.get(letter) ?? letter);

const known = new Map(
  gridColumns.flatMap((column) =>
    [headings.ru[column], headings.en[column], ...also[column]].map((heading) => [folded(heading), column]),
  ),
);

/** Which column a heading names, in either language; undefined for one that says nothing here. */
export const columnOf = (heading: string): GridColumn | undefined => known.get(folded(heading));

const days = [
  ['пн', 'понедельник', 'mon', 'monday', '1'],
  ['вт', 'вторник', 'tue', 'tuesday', '2'],
  ['ср', 'среда', 'wed', 'wednesday', '3'],
  ['чт', 'четверг', 'thu', 'thursday', '4'],
  ['пт', 'пятница', 'fri', 'friday', '5'],
  ['сб', 'суббота', 'sat', 'saturday', '6'],
  ['вс', 'воскресенье', 'sun', 'sunday', '7'],
];

/** 0 for Monday to 6 for Sunday; null for what is no day. */
export function dayIn(text: string): number | null {
  const at = days.findIndex((names) => names.includes(folded(text).replace(/\.$/, '')));
  return at < 0 ? null : at;
}

/** The number of a lesson: «3», «3-й», «3 урок»; null for what is none. */
export function lessonIn(text: string): number | null {
  const found = /^(\d{1,2})(?:\.0)?\s*(?:-?(?:й|ый|ой|ий))?\s*(?:урок)?\.?$/.exec(folded(text));
  const slot = Number(found?.[1] ?? Number.NaN);
  return slot <= 20 ? slot : null;
}

const weekWords = {
  every: ['', 'каждую', 'каждая', 'все', 'every', 'all', 'both'],
  odd: ['нечетные', 'нечетная', 'нечет', 'нечетн', '1', 'i', 'odd'],
  even: ['четные', 'четная', 'чет', 'четн', '2', 'ii', 'even'],
} as const;

/** In which weeks; nothing written is every week, null is what cannot be read. */
export function weeksIn(text: string): keyof typeof weekWords | null {
  const word = folded(text).replace(/\.$/, '');
  const found = Object.entries(weekWords).find(([, words]) => (words as readonly string[]).includes(word));
  return found ? (found[0] as keyof typeof weekWords) : null;
}
