import type { Language } from '../core/problem-table.ts';

/** Why a bundle, a row or a cell was not taken, by code, as people read it. Codes of rules (409) come from the problem table. */
export const reasons = {
  // the bundle as a whole: nothing of it is taken
  not_found: { ru: 'Такого файла или папки нет.', en: 'There is no such file or folder.' },
  not_a_bundle: {
    ru: 'Это не zip-архив и не папка с файлами CSV.',
    en: 'This is neither a zip archive nor a folder of CSV files.',
  },
  file_empty: { ru: 'Файл пуст.', en: 'The file is empty.' },
  is_workbook: {
    ru: 'Это книга XLSX, а не набор OneRoster. Книгу со списками вносит import lists.',
    en: 'This is a workbook and not a OneRoster bundle. A workbook of lists comes in by import lists.',
  },
  zip_broken: { ru: 'Архив повреждён или скачан не до конца.', en: 'The archive is damaged or was cut off.' },
  zip_encrypted: { ru: 'Архив закрыт паролем.', en: 'The archive is locked with a password.' },
  zip_path: {
    ru: 'Имя файла в архиве выводит за пределы папки.',
    en: 'A file name in the archive leads out of its folder.',
  },
  zip_link: { ru: 'В архиве ссылка вместо файла.', en: 'The archive holds a link instead of a file.' },
  file_twice: { ru: 'Этот файл есть в наборе дважды.', en: 'The bundle holds this file twice.' },
  too_many_files: { ru: 'Слишком много файлов.', en: 'There are too many files.' },
  too_large: { ru: 'Файл слишком большой.', en: 'The file is too large.' },
  memory_short: {
    ru: 'Чтобы прочитать этот файл, серверу не хватает памяти. Разделите его на части.',
    en: 'The server has too little memory to read this file. Divide it.',
  },
  shelf_full: {
    ru: 'На сервере не хватает места на диске, чтобы прочитать этот файл. Скажите об этом тому, кто его обслуживает, и попробуйте снова.',
    en: 'The server has too little room on its disk to read this file. Tell whoever looks after it, and try again.',
  },
  too_dense: {
    ru: 'Файл сжат так сильно, что похож на бомбу.',
    en: 'The file is packed so tightly that it looks like a bomb.',
  },
  file_missing: { ru: 'Этого файла нет, а без него нельзя.', en: 'This file is absent and cannot be done without.' },
  column_missing: { ru: 'Нет обязательного столбца.', en: 'A column that is needed is absent.' },
  column_twice: { ru: 'Столбец повторяется.', en: 'The column is there twice.' },
  not_utf8: {
    ru: 'Файл не в UTF-8. Если он в Windows-1251, укажите это: --encoding windows-1251.',
    en: 'The file is not UTF-8 text. If it is Windows-1251, say so: --encoding windows-1251.',
  },
  csv_broken: {
    ru: 'Кавычки не закрыты, дальше читать нельзя.',
    en: 'A quote is never closed; nothing after it can be read.',
  },
  record_long: {
    ru: 'Строка слишком длинная (или кавычки не закрыты).',
    en: 'The row is too long (or a quote is never closed).',
  },
  too_many_rows: { ru: 'Слишком много строк.', en: 'There are too many rows.' },
  version_unknown: { ru: 'Понимаем версии 1.0, 1.1 и 1.2.', en: 'Versions 1.0, 1.1 and 1.2 are understood.' },
  source_needed: {
    ru: 'Это набор изменений без orgs.csv, и чей он, не видно. Укажите --source, как его назвал отчёт о внесении полного набора.',
    en: 'A set of changes without orgs.csv does not say whose it is. Give --source as the report of the full import named it.',
  },
  lists_no_sheet: {
    ru: 'В книге нет ни одного листа с нашими названиями: «Классы», «Ученики», «Представители», «Сотрудники».',
    en: 'The workbook has none of the sheets that are read: Classes, Pupils, Guardians, Staff.',
  },
  lists_empty: { ru: 'В книге не заполнена ни одна строка.', en: 'No row of the workbook is filled in.' },
  lists_sheet_twice: { ru: 'Такой лист есть в книге дважды.', en: 'The workbook has this sheet twice.' },
  lists_formulas: {
    ru: 'В этой ячейке формула. Скопируйте лист и вставьте «только значения», потом загрузите книгу снова.',
    en: 'This cell holds a formula. Copy the sheet, paste it as values only, and hand the workbook in again.',
  },
  lists_large: {
    ru: 'Книга слишком большая: в ней что-то кроме списков или ячейка далеко внизу. Скопируйте списки в пустую книгу.',
    en: 'The workbook is too large: it holds more than lists, or a cell far down. Copy the lists into the empty workbook.',
  },
  lists_unreadable: {
    ru: 'Это не книга XLSX, или она повреждена либо закрыта паролем. Книгу XLS или ODS сохраните как XLSX.',
    en: 'This is no XLSX workbook, or it is damaged or has a password. Save an XLS or ODS workbook as XLSX.',
  },
  no_school: { ru: 'В наборе нет ни одной школы.', en: 'The bundle holds no school.' },

  // a row or a cell
  cell_missing: { ru: 'Обязательная ячейка пуста.', en: 'A cell that is needed is empty.' },
  cells_many: { ru: 'В строке больше ячеек, чем столбцов.', en: 'The row has more cells than there are columns.' },
  lists_twice: {
    ru: 'Такая строка уже была: то же имя, та же дата рождения и тот же класс. Если это разные люди, дайте им номера.',
    en: 'The same name, date of birth and class was there before. If these are two people, give them numbers.',
  },
  lists_number_twice: {
    ru: 'Этот номер уже есть у другого человека в книге.',
    en: 'Somebody else in the workbook has this number.',
  },
  lists_undecided: {
    ru: 'Возможно, этот человек уже есть: нужно решение. В книге его пишут в столбце «Решение»: «тот же человек» или «другой».',
    en: 'This person may be here already: it has to be decided. In the workbook write into the column Decision: same person, or other.',
  },
  lists_which: {
    ru: 'Похожих несколько. Напишите, который: «тот же человек 2».',
    en: 'There are several. Say which: same person 2.',
  },
  lists_decision: {
    ru: 'Решение не прочитать. Нужно «тот же человек» или «другой».',
    en: 'The decision cannot be read. Write same person, or other.',
  },
  lists_class: {
    ru: 'Такого класса нет ни в книге, ни в школе.',
    en: 'Neither the workbook nor the school has this class.',
  },
  lists_class_twice: { ru: 'Этот класс в книге уже был.', en: 'The workbook had this class before.' },
  lists_grade: {
    ru: 'Параллель пишут числом от 0 до 13; можно оставить пустой.',
    en: 'A grade is a number from 0 to 13; it may be left empty.',
  },
  lists_elsewhere: {
    ru: 'Этот ученик сейчас в другом классе. Переведите его на странице класса.',
    en: 'This pupil is in another class now. Move them on the page of the class.',
  },
  lists_child: {
    ru: 'Такого ученика нет ни в книге, ни в школе.',
    en: 'Neither the workbook nor the school has this pupil.',
  },
  lists_children: {
    ru: 'Таких учеников в классе несколько. Укажите номер ребёнка.',
    en: 'Several pupils of the class are called so. Give the number of the child.',
  },
  lists_relation: { ru: 'Кем приходится: мать, отец или опекун.', en: 'The relation is mother, father or guardian.' },
  id_twice: { ru: 'Строка с таким sourcedId уже была.', en: 'A row with this sourcedId was there before.' },
  id_long: { ru: 'Слишком длинный sourcedId.', en: 'The sourcedId is too long.' },
  unknown_org: { ru: 'Такой организации нет в наборе.', en: 'The bundle has no such organisation.' },
  unknown_school: { ru: 'Такой школы нет в наборе.', en: 'The bundle has no such school.' },
  unknown_course: { ru: 'Такого курса нет в наборе.', en: 'The bundle has no such course.' },
  unknown_class: { ru: 'Такого класса нет в наборе.', en: 'The bundle has no such class.' },
  unknown_user: { ru: 'Такого человека нет в наборе.', en: 'The bundle has no such person.' },
  unknown_session: { ru: 'Такого учебного периода нет в наборе.', en: 'The bundle has no such academic session.' },
  who_undecided: {
    ru: 'Так зовут того, кто здесь уже есть. Нужно решение, он ли это.',
    en: 'Somebody who is here already is called so. Whether it is them has to be decided.',
  },
  who_twice: {
    ru: 'Этого же человека выбрали и для другой строки, верно может быть только одно.',
    en: 'The same person was chosen for another row as well; only one can be right.',
  },
  who_two: {
    ru: 'Для одной строки набора выбраны двое.',
    en: 'Two people were chosen for one row of the bundle.',
  },
  who_gone: {
    ru: 'Человека, которым эту строку назвали, здесь больше нет.',
    en: 'The person this row was said to be is no longer here.',
  },
  refers_to_refused: { ru: 'Строка ссылается на ту, что не принята.', en: 'The row refers to one that was refused.' },
  date_form: {
    ru: 'Дату не понять. Нужна вида 28.02.2013 или 2013-02-28.',
    en: 'The date cannot be told. It is written like 2013-02-28 or 28.02.2013.',
  },
  date_far: { ru: 'Такой год слишком далёк.', en: 'The year is too far away.' },
  date_exists: { ru: 'Такого дня нет в календаре.', en: 'The calendar has no such day.' },
  birth_date_future: { ru: 'Этот день ещё не наступил.', en: 'The day has not come yet.' },
  period_dates: { ru: 'Конец раньше начала.', en: 'The end is before the beginning.' },
  text_characters: {
    ru: 'Есть знаки, которых в тексте быть не может.',
    en: 'It holds characters that text cannot have.',
  },
  text_empty: { ru: 'Обязательная ячейка пуста.', en: 'A cell that is needed is empty.' },
  text_long: { ru: 'Текст слишком длинный.', en: 'The text is too long.' },
  email_form: { ru: 'Не адрес электронной почты.', en: 'Not an e-mail address.' },
  not_accepted: { ru: 'Такое значение не принимается.', en: 'This value is not accepted.' },
  unknown_work: { ru: 'Такой работы нет в наборе.', en: 'The bundle has no such work.' },
  work_of_class: {
    ru: 'Это класс, а не группа по предмету. Работы бывают только у групп.',
    en: 'This is a class and not a group that is taught a subject. Works belong to groups.',
  },
  number_form: { ru: 'Не число. Нужно вида 95 или 95.5.', en: 'Not a number. It is written like 95 or 95.5.' },
  score_status: {
    ru: 'Такого состояния результата нет в стандарте.',
    en: 'The standard has no such status of a result.',
  },
  scale_values: {
    ru: 'Шкалу не прочитать. Нужно вида {A:94},{B:84}.',
    en: 'The scale cannot be read. It is written like {A:94},{B:84}.',
  },
  flag_form: { ru: 'Здесь нужно true или false.', en: 'This has to be true or false.' },
  role_unknown: { ru: 'Такой роли нет в стандарте.', en: 'The standard has no such role.' },

  // taken, with a remark
  lists_hidden: { ru: 'Строка в книге скрыта, но прочитана.', en: 'The row is hidden in the workbook, and was read.' },
  shortened: { ru: 'Название сокращено.', en: 'The title was shortened.' },
  text_cut: { ru: 'Длинный текст обрезан.', en: 'A long text was cut.' },
  unknown_category: {
    ru: 'Такого вида работ нет, работа принята без него.',
    en: 'There is no such category; the work was taken without one.',
  },
  unknown_scale: {
    ru: 'Такой шкалы нет, работа принята без неё.',
    en: 'There is no such scale; the work was taken without one.',
  },
  column_unknown: { ru: 'Столбец не из стандарта, пропущен.', en: 'Not a column of the standard; left out.' },
  column_absent: { ru: 'Необязательного столбца нет.', en: 'An optional column is absent.' },
  file_absent: { ru: 'Файла нет.', en: 'The file is absent.' },
  header_again: { ru: 'Заголовок повторён среди строк.', en: 'The header is repeated among the rows.' },
  manifest_absent: {
    ru: 'Нет manifest.csv, версия определена по файлам.',
    en: 'There is no manifest.csv; the version was told from the files.',
  },
  status_unknown: {
    ru: 'Неизвестный status, строка принята как active.',
    en: 'An unknown status; the row was taken as active.',
  },
  source_unnamed: {
    ru: 'Набор не говорит, чей он. Если наборов из разных систем несколько, укажите --source.',
    en: 'The bundle does not say whose it is. With bundles of several systems, name them with --source.',
  },
  kept_earlier: {
    ru: 'Период уже идёт с другой даты, оставлен он.',
    en: 'A period from another date is there already; it was kept.',
  },
  login_taken: { ru: 'Логин занят, первый вход не создан.', en: 'The login is taken; no first sign-in was made.' },
  login_form: {
    ru: 'Логин не подходит, первый вход не создан.',
    en: 'The login cannot be used; no first sign-in was made.',
  },

  // taken
  taken_with: { ru: 'Принято вместе с другой строкой.', en: 'Taken together with another row.' },

  gradebook: {
    ru: 'Этому файлу журнала оценок здесь нет места, он пропущен.',
    en: 'There is no place here for this file of the gradebook; it was left out.',
  },

  // left aside: rows that have no place here
  aside_org: { ru: 'Организация не школа.', en: 'The organisation is not a school.' },
  aside_session: {
    ru: 'Период целиком делится на более короткие.',
    en: 'The session is wholly divided into shorter ones.',
  },
  aside_course: { ru: 'Этому курсу здесь никого не учат.', en: 'Nobody is taught this course here.' },
  aside_unused: { ru: 'Ни одна работа набора этого не использует.', en: 'No work of the bundle uses this.' },
  aside_role: { ru: 'Для этой роли здесь нет места.', en: 'There is no place for this role here.' },
  aside_deleted: {
    ru: 'Строка помечена удалённой, и её здесь не было.',
    en: 'The row is marked deleted and was never here.',
  },
  aside_empty: { ru: 'В строке нет ничего нужного здесь.', en: 'The row holds nothing that is needed here.' },
  // a bundle bound to a school that is here
  school_not_here: { ru: 'Такой школы здесь нет.', en: 'There is no such school here.' },
  school_of_source: {
    ru: 'Эту школу ведут по набору, которым она создана. Внесите его без --school.',
    en: 'This school is kept from the bundle that made it. Import that one, without --school.',
  },
  not_one_school: {
    ru: 'В наборе должна быть ровно одна школа: та, в которую он вносится.',
    en: 'The bundle has to hold exactly one school: the one it is brought into.',
  },
  aside_there: { ru: 'Это здесь уже есть, берётся то, что есть.', en: 'This is here already; what is here is used.' },
  class_elsewhere: {
    ru: 'Этот класс или группа уже есть в другой школе. Из школы в школу классы не переходят: в новой школе нужен новый sourcedId.',
    en: 'This class or group is in another school already. Classes do not move between schools: in the new one it needs a sourcedId of its own.',
  },
  class_there: {
    ru: 'Класс с таким названием здесь уже есть, и он не из этого источника.',
    en: 'A class of this title is here already, and not from this source.',
  },
  // undoing an import: why something of it stays
  undo_unknown: { ru: 'Такого внесения нет.', en: 'There is no such import.' },
  undo_running: {
    ru: 'Это внесение ещё не завершено. Дождитесь конца; прерванное можно отменить через час после начала.',
    en: 'This import has not ended. Wait for its end; one that was cut off can be undone an hour after it began.',
  },
  undo_marks: { ru: 'Уже есть отметки.', en: 'There are marks by now.' },
  undo_results: {
    ru: 'Уже есть результаты из прежней системы, принятые позже.',
    en: 'There are results from another system that came in later.',
  },
  undo_lessons: { ru: 'Уже есть уроки или посещения.', en: 'There are lessons or attendance by now.' },
  undo_absence: { ru: 'Уже отмечено отсутствие.', en: 'An absence is recorded by now.' },
  undo_timetable: { ru: 'Уже стоит в расписании.', en: 'It is in a timetable by now.' },
  undo_consent: { ru: 'Уже есть согласия или их тексты.', en: 'There are consents, or texts of them, by now.' },
  undo_request: { ru: 'На это ссылается запрос.', en: 'A request is about it.' },
  undo_acted: { ru: 'Человек уже что-то сделал.', en: 'The person has done something by now.' },
  undo_signed_in: { ru: 'Человек уже входил.', en: 'The person has signed in by now.' },
  undo_import: {
    ru: 'На этом стоит более позднее внесение. Сначала отмените его.',
    en: 'A later import stands on it. Undo that one first.',
  },
  undo_changed: { ru: 'После внесения это изменили.', en: 'It was changed after the import.' },
  undo_kept: {
    ru: 'На этом стоит то, что остаётся из этого же внесения.',
    en: 'Something else of this import stays and stands on it.',
  },
  undo_lost: {
    ru: 'Прежние данные человека стёрты, вернуть их нельзя.',
    en: 'What was there before has been erased and cannot be put back.',
  },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

/** Why a file was not taken, where a browser brought it and not the console. */
export const browserReasons = {
  not_utf8: {
    ru: 'Файл не в UTF-8. Если он в Windows-1251, загрузите его снова кнопкой «Загрузить как Windows-1251».',
    en: 'The file is not UTF-8 text. If it is Windows-1251, upload it again with “Upload as Windows-1251”.',
  },
  school_of_source: {
    ru: 'Эту школу ведут по набору, которым она создана. Такой набор вносят с консоли сервера.',
    en: 'This school is kept from the bundle that made it. Such a bundle comes in at the console of the server.',
  },
} as const satisfies Partial<Record<Reason, Readonly<Record<Language, string>>>>;

export type Reason = keyof typeof reasons;
