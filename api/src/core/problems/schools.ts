import type { ProblemRow } from './row.ts';

/** Schools, their timetables and calendars. */
export const schoolsProblems = {
  // school, person, staff, class, group, guardianship: met by imports and later by administration
  school_unknown: { status: 404, ru: 'Такой школы нет.', en: 'There is no such school.' },
  school_exists: { status: 409, ru: 'Такая школа уже есть.', en: 'This school exists already.' },
  subject_unknown: { status: 404, ru: 'Такого предмета нет.', en: 'There is no such subject.' },
  subject_exists: { status: 409, ru: 'Такой предмет уже есть.', en: 'This subject exists already.' },
  term_unknown: { status: 404, ru: 'Такого учебного периода нет.', en: 'There is no such term.' },
  term_exists: { status: 409, ru: 'Такой учебный период уже есть.', en: 'This term exists already.' },
  bells_overlap: { status: 409, ru: 'Звонки накладываются друг на друга.', en: 'The bells overlap.' },
  // timetable
  timetable_unknown: {
    status: 409,
    ru: 'Такой версии расписания нет.',
    en: 'There is no such version of the timetable.',
  },
  timetable_not_draft: {
    status: 409,
    ru: 'Эта версия уже не черновик: она опубликована или отложена.',
    en: 'This version is a draft no more: it was published or withdrawn.',
  },
  grid_file_large: {
    status: 422,
    ru: 'Файл слишком большой для сетки уроков. Оставьте в нём только таблицу с уроками.',
    en: 'The file is too large for a grid of lessons. Leave only the table of lessons in it.',
  },
  grid_file_rows: {
    status: 422,
    ru: 'В файле слишком много строк: столько уроков в неделе не бывает.',
    en: 'The file has too many rows: no week has so many lessons.',
  },
  grid_file_unreadable: {
    status: 422,
    ru: 'Файл не читается: он повреждён, защищён паролем или это не таблица XLSX или CSV.',
    en: 'The file cannot be read: it is damaged, has a password, or is no table in XLSX or CSV.',
  },
  grid_file_encoding: {
    status: 422,
    ru: 'Не удалось понять кодировку файла. Сохраните его как CSV UTF-8 или XLSX.',
    en: 'The encoding of the file is not clear. Save it as CSV UTF-8 or XLSX.',
  },
  grid_file_formulas: {
    status: 422,
    ru: 'В файле есть формулы. Скопируйте таблицу и вставьте «только значения», потом загрузите снова.',
    en: 'The file has formulas. Copy the table, paste it as values only, and upload it again.',
  },
  grid_file_columns: {
    status: 422,
    ru: 'В первой строке нет нужных заголовков. Нужны столбцы «День», «Урок», «Класс» и «Предмет».',
    en: 'The first row lacks headings that are needed: Day, Lesson, Class and Subject.',
  },
  grid_file_column_twice: {
    status: 422,
    ru: 'Один и тот же столбец встречается дважды. Оставьте один.',
    en: 'The same column is there twice. Leave one.',
  },
  grid_full: {
    status: 409,
    ru: 'В сетке слишком много уроков.',
    en: 'The grid has too many lessons.',
  },
  grid_empty: {
    status: 409,
    ru: 'В сетке ещё нет уроков.',
    en: 'The grid has no lessons yet.',
  },
  grid_lesson_unknown: {
    status: 409,
    ru: 'Этого урока в сетке уже нет.',
    en: 'This lesson is in the grid no more.',
  },
  grid_lesson_changed: {
    status: 409,
    ru: 'Этот урок сетки уже изменили. Посмотрите, где он теперь.',
    en: 'This lesson of the grid was changed already. See where it is now.',
  },
  publish_in_past: {
    status: 409,
    ru: 'Опубликовать можно с сегодняшнего дня или позже.',
    en: 'A timetable can be published from today or later.',
  },
  publish_outside_terms: {
    status: 409,
    ru: 'После этого дня нет учебных периодов. Добавьте их в календаре школы.',
    en: 'No term follows that day. Add one to the school calendar.',
  },
  timetable_clashes: {
    status: 409,
    ru: 'В сетке есть накладки. Исправьте каждую или подтвердите, что так и задумано.',
    en: 'The grid has clashes. Mend each, or accept it as meant.',
  },
  // calendar of a school
  term_overlaps: {
    status: 409,
    ru: 'Этот период частично накладывается на другой.',
    en: 'This term overlaps another in part.',
  },
  term_leaves_lessons: {
    status: 409,
    ru: 'За новыми границами остаются уроки этого периода. Сначала перенесите или отмените их.',
    en: 'Lessons of this term would lie outside it. Move or cancel them first.',
  },
  term_has_lessons: {
    status: 409,
    ru: 'В этом периоде уже есть уроки, удалить его нельзя.',
    en: 'This term has lessons and cannot be removed.',
  },
  bells_changed: {
    status: 409,
    ru: 'Звонки уже изменили, пока вы писали. Посмотрите, какие они теперь.',
    en: 'The bells were changed while you were writing. See what they are now.',
  },
  bells_in_use: {
    status: 409,
    ru: 'По этим звонкам учится класс или идёт особый день. Сначала выберите для них другие.',
    en: 'A class or a special day goes by these bells. Choose others for them first.',
  },
  bells_unknown: {
    status: 409,
    ru: 'Такого расписания звонков нет.',
    en: 'There is no such bell schedule.',
  },
  special_days_unknown: {
    status: 409,
    ru: 'Этих дней в календаре уже нет.',
    en: 'These days are in the calendar no more.',
  },
  special_days_overlap: {
    status: 409,
    ru: 'На эти даты в календаре уже что-то есть.',
    en: 'The calendar already holds something on these dates.',
  },
  runs_as_needed: {
    status: 409,
    ru: 'Скажите, по расписанию какого дня идут уроки.',
    en: 'Say by which day of the week lessons are given.',
  },
  short_bells_needed: {
    status: 409,
    ru: 'Выберите звонки короткого дня.',
    en: 'Choose the bells of the short day.',
  },
  day_off: {
    status: 409,
    ru: 'В этот день уроков нет: так сказано в календаре школы.',
    en: 'There are no lessons on this day: the calendar of the school says so.',
  },
} as const satisfies Record<string, ProblemRow>;
