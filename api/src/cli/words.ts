import type { Language } from '../core/problem-table.ts';
import type { Candidate } from '../oneroster/who/proposal.ts';
import type { ExportReport } from '../oneroster/writing/export.ts';

const toldOf = (
  { name, birthDate, classTitle, childrenIn, here, row }: Candidate,
  [born, klass, children, left, line]: readonly [string, string, string, string, string],
): string =>
  [
    name,
    ...(birthDate ? [`${born} ${birthDate}`] : []),
    ...(classTitle ? [`${klass} ${classTitle}`] : []),
    ...(childrenIn.length > 0 ? [`${children} ${childrenIn.join(', ')}`] : []),
    ...(here ? [] : [left]),
    ...(row ? [`${line} ${row.file}:${row.line}`] : []),
  ].join(', ');

/** The language of the person at this terminal. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  return /^ru/i.test(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '') ? 'ru' : 'en';
}

/** What the command line says beside the sentences of reasons and problems. */
export const words = {
  ru: {
    usage: `Команды:
  import oneroster ФАЙЛ   школы, люди, классы и группы из набора OneRoster CSV 1.1 или 1.2 (zip или папка)
      --dry-run           только показать каждую строку, которая добавится, изменится или не будет принята
      --json              отчёт для программ: последняя строка, JSON
      --encoding windows-1251   если файлы не в UTF-8 (UTF-16 узнаётся сама)
      --source ИМЯ        чей это набор, если он сам не говорит (всегда одно и то же имя)
      --school ID         внести в эту школу, которая здесь уже есть (в наборе она одна)
      --time-zone ЗОНА    часовой пояс новых школ, без неё Europe/Moscow
      --sign-ins ФАЙЛ     куда записать первые входы
      --ask ФАЙЛ          записать, о ком нужно решить, не тот ли это, кто здесь уже есть (CSV)
      --who ФАЙЛ          решения: тот же файл с заполненным столбцом
  import lists ФАЙЛ       классы, ученики, представители и сотрудники из книги XLSX (--dry-run, --json, --school ID)
      --template          записать пустую книгу, которую заполняет школа
  import list             что уже внесли (--json для программ)
  import undo ID          отменить внесение; остаётся то, на чём уже стоит другое
      --dry-run           только показать, что отменится и что останется
  export oneroster ФАЙЛ   школа набором OneRoster CSV 1.2 (zip), без паролей
      --school ID         какая школа, если их несколько
  setup code              новый код для страницы первого запуска
  demo                    демонстрационная школа на 1100 учеников и вторая поменьше
      --size small        школа из четырёх классов
      --scale N           всего N школ, до 67 000 учеников при 60
      --seed ТЕКСТ        другие люди в тех же школах
  doctor                  всё ли в порядке и что делать, если нет (--json для программ)
  log copy ОТКУДА КУДА    журнал в другое хранилище: postgres, eventstoredb или адрес
  projection status       где стоит каждая модель чтения
  projection rebuild ИМЯ|all   построить модель чтения заново рядом с живой
  projection reset        убрать модели чтения: следующий запуск построит их по журналу`,
    notUnderstood: (what: string) => `Не понимаю «${what}».`,
    importing: 'Внесение',
    undoing: 'Отмена внесения',
    stays: 'Остаётся:',
    undoStopped: 'Остановлено. Запустите ту же команду ещё раз, и отмена завершится.',
    undone: (when: string, undone: number, kept: number) => `отменено ${when}: ${undone}, осталось ${kept}`,
    undoCutOff: 'отменяется или прервано: запустите отмену ещё раз',
    left: (seconds: number) => `осталось ~${seconds} с`,
    undoneBefore: 'Уже отменено раньше; так было:',
    foretold: 'Было бы так (ничего не записано):',
    fates: { added: 'добавится', changed: 'изменится', refused: 'не принято' },
    signInsForetold: (count: number) => `Первых входов будет создано: ${count}.`,
    counted: (added: number, changed: number, unchanged: number, refused: number) =>
      `добавлено ${added}, изменено ${changed}, без изменений ${unchanged}, не принято ${refused}`,
    refused: 'Не принято:',
    more: (count: number) => `  … и ещё ${count}; все они в отчёте --json`,
    notes: 'Замечания:',
    aside: (count: number) => `Строк, которым здесь нет места: ${count}.`,
    signIns: (count: number, file: string) =>
      `Первые входы (${count}) в файле ${file}, его можете прочесть только вы. Коды действуют 90 дней.`,
    nothing: 'Ничего не записано.',
    stopped: 'Остановлено. Запустите ту же команду ещё раз, и внесение завершится.',
    visible: (address: string) => `Уже видно: ${address}`,
    noImports: 'Внесений ещё не было.',
    delta: 'изменения',
    cutOff: 'идёт или прервано: запустите ту же команду ещё раз',
    exported: (file: string, { people, classes, groups, marks }: ExportReport) =>
      `Набор в файле ${file}: людей ${people}, классов ${classes}, групп ${groups}, оценок ${marks}. Файл можете прочесть только вы.`,
    limited: (count: number) =>
      `Связей родителей, которых ограничивает решение: ${count}. Их в наборе нет: самого решения OneRoster не передаёт.`,
    template: (file: string) => `Пустая книга в файле ${file}. Заполните её и запустите: import lists ФАЙЛ --dry-run`,
    proposal: (place: string, candidates: readonly Candidate[]) =>
      [
        `${place}  Возможно, это один из тех, кто уже есть:`,
        ...candidates.map(
          (one, at) => `  ${at + 1}. ${toldOf(one, ['родился', 'класс', 'дети:', 'сейчас не в школе', 'строка'])}`,
        ),
      ].join('\n'),
    proposalsMore: (count: number) => `  … и ещё строк: ${count}`,
    howToDecide:
      'Кто это, решает человек. --ask ФАЙЛ запишет вопросы в таблицу CSV; заполните столбец «Решение» (тот же или другой) и отдайте её: --who ФАЙЛ.',
    questions: (count: number, file: string) =>
      `Вопросы (строк набора: ${count}) в файле ${file}, его можете прочесть только вы. Заполните столбец «Решение» (тот же или другой) и отдайте его: --who ФАЙЛ.`,
    noQuestions: 'Спрашивать не о ком, файл вопросов не записан.',
    decisionsIdle: (count: number) =>
      `Решений, о которых этот набор не спрашивает (или больше не спрашивает): ${count}.`,
    whichSchool: 'Какую школу? Назовите её через --school:',
    noSchool: 'Такой школы нет.',
    noSchools: 'Здесь ещё нет ни одной школы. Создайте её на странице /setup или внесите набор OneRoster.',
    noFolder: (folder: string) => `Папки ${folder} нет, или писать в неё нельзя.`,
    noZone: (zone: string) => `Часового пояса «${zone}» нет. Нужен вида Europe/Moscow.`,
    fileThere: (file: string) => `Файл ${file} уже есть, он не тронут.`,
    demo: (password: string) => `Входы демонстрационной школы, пароль ${password}`,
    setUpCode: (code: string, hours: number) => `Код для создания школы: ${code}. Подходит один раз, ${hours} ч.`,
    setUpDone: 'Школа уже есть, код не нужен.',
    copyUsage: 'log copy ОТКУДА КУДА: postgres, eventstoredb (по EVENTSTORE_URL) или адрес postgres://… или esdb://…',
    copying: 'Копия',
    copied: (events: number, fresh: number) =>
      `Событий в обоих журналах: ${events}, из них записано сейчас: ${fresh}. Корни дерева совпадают:`,
    cameMeanwhile: (events: number) =>
      `Тем временем пришло событий: ${events}. Остановите Перемену и запустите ту же команду ещё раз.`,
    logsDiffer: (number: number, why: string) =>
      `Это разные журналы, начиная с события ${number} (${why}). Копировать можно только в пустой журнал или в начатую копию этого.`,
    unprojected: (head: bigint) => `Моделей чтения ещё нет: их построит первый запуск. Событий в журнале: ${head}.`,
    reset: 'Моделей чтения больше нет: следующий запуск построит их по журналу.',
    projectorWorks: 'Проектор работает: сначала остановите Перемену.',
    rebuilt: (events: number) => `Построено заново, прочитано событий: ${events}.`,
  },
  en: {
    usage: `Commands:
  import oneroster FILE   schools, people, classes and groups of a OneRoster CSV bundle, 1.1 or 1.2 (zip or folder)
      --dry-run           only list every row that would be added, changed or refused
      --json              report for programs: the last line, JSON
      --encoding windows-1251   where files are not UTF-8 (UTF-16 is told by itself)
      --source NAME       whose bundle it is, where it does not say itself (always the same name)
      --school ID         bring it into this school that is here already (the bundle holds one)
      --time-zone ZONE    time zone of new schools, otherwise Europe/Moscow
      --sign-ins FILE     where to write first sign-ins
      --ask FILE          write who may be somebody that is here already, to be decided (CSV)
      --who FILE          the decisions: the same file with its column filled in
  import lists FILE       classes, pupils, guardians and staff from a workbook, XLSX (--dry-run, --json, --school ID)
      --template          write the empty workbook that a school fills in
  import list             what was imported so far (--json for programs)
  import undo ID          undo an import; what later facts stand on stays
      --dry-run           only say what would be undone and what would stay
  export oneroster FILE   a school as a OneRoster CSV bundle, 1.2 (zip), without passwords
      --school ID         which school, where there are several
  setup code              a new code for the page of the first run
  demo                    the demo school of 1,100 pupils, and a smaller one
      --size small        a school of four classes
      --scale N           N schools in all; 60 have 67,000 pupils
      --seed TEXT         other people in the same schools
  doctor                  whether all is well, and what to do if not (--json for programs)
  log copy FROM TO        the log into another store: postgres, eventstoredb or an address
  projection status       where each read model stands
  projection rebuild NAME|all   build a read model anew beside the live one
  projection reset        remove the read models: the next start makes them from the log`,
    notUnderstood: (what: string) => `“${what}” is not understood.`,
    importing: 'Import',
    undoing: 'Undo',
    stays: 'Stays:',
    undoStopped: 'Stopped. Run the same command again and the undo is finished.',
    undone: (when: string, undone: number, kept: number) => `undone ${when}: ${undone}, kept ${kept}`,
    undoCutOff: 'is being undone or was cut off: run the undo again',
    left: (seconds: number) => `~${seconds} s left`,
    undoneBefore: 'Undone before; it was so:',
    foretold: 'It would be so (nothing was written):',
    fates: { added: 'added', changed: 'changed', refused: 'refused' },
    signInsForetold: (count: number) => `First sign-ins that would be made: ${count}.`,
    counted: (added: number, changed: number, unchanged: number, refused: number) =>
      `${added} added, ${changed} changed, ${unchanged} unchanged, ${refused} refused`,
    refused: 'Refused:',
    more: (count: number) => `  … and ${count} more; all of them are in the report of --json`,
    notes: 'Remarks:',
    aside: (count: number) => `Rows that have no place here: ${count}.`,
    signIns: (count: number, file: string) =>
      `First sign-ins (${count}) are in ${file}; only you can read it. The codes hold for 90 days.`,
    nothing: 'Nothing was written.',
    stopped: 'Stopped. Run the same command again and the import is finished.',
    visible: (address: string) => `To be seen at ${address}`,
    noImports: 'Nothing was imported so far.',
    delta: 'changes',
    cutOff: 'runs still or was cut off: run the same command again',
    exported: (file: string, { people, classes, groups, marks }: ExportReport) =>
      `The bundle is in ${file}: ${people} people, ${classes} classes, ${groups} groups, ${marks} marks. Only you can read it.`,
    limited: (count: number) =>
      `Links of guardians whom an order limits: ${count}. They are not in the bundle, as OneRoster does not tell the order.`,
    template: (file: string) => `The empty workbook is in ${file}. Fill it in and run: import lists FILE --dry-run`,
    proposal: (place: string, candidates: readonly Candidate[]) =>
      [
        `${place}  This may be somebody who is here already:`,
        ...candidates.map(
          (one, at) => `  ${at + 1}. ${toldOf(one, ['born', 'class', 'children:', 'not in the school now', 'row'])}`,
        ),
      ].join('\n'),
    proposalsMore: (count: number) => `  … and ${count} more rows`,
    howToDecide:
      'Who this is a person decides. --ask FILE writes the questions into a CSV table; fill in the column Decision (same or other) and give it back: --who FILE.',
    questions: (count: number, file: string) =>
      `The questions (${count} rows of the bundle) are in ${file}; only you can read it. Fill in the column Decision (same or other) and give it back: --who FILE.`,
    noQuestions: 'There is nobody to ask about; no file of questions was written.',
    decisionsIdle: (count: number) => `Decisions that this bundle does not ask for, or no longer: ${count}.`,
    whichSchool: 'Which school? Name it with --school:',
    noSchool: 'There is no such school.',
    noSchools: 'There is no school here yet. Make it on the page /setup, or import a OneRoster bundle.',
    noFolder: (folder: string) => `There is no folder ${folder}, or it cannot be written into.`,
    noZone: (zone: string) => `There is no time zone “${zone}”. It is written like Europe/Moscow.`,
    fileThere: (file: string) => `${file} is there already and was left alone.`,
    demo: (password: string) => `Sign-ins of the demo school, password ${password}`,
    setUpCode: (code: string, hours: number) =>
      `The code to make the school with: ${code}. It counts once, within ${hours} hours.`,
    setUpDone: 'There is a school already; no code is needed.',
    copyUsage: 'log copy FROM TO: postgres, eventstoredb (by EVENTSTORE_URL) or an address, postgres://… or esdb://…',
    copying: 'Copy',
    copied: (events: number, fresh: number) =>
      `Events in both logs: ${events}; written now: ${fresh}. The roots of the tree are equal:`,
    cameMeanwhile: (events: number) =>
      `Events that came meanwhile: ${events}. Stop Peremena and run the same command again.`,
    logsDiffer: (number: number, why: string) =>
      `These are different logs from event ${number} on (${why}). A copy goes into an empty log or into a begun copy of this one.`,
    unprojected: (head: bigint) =>
      `There are no read models yet: the first start builds them. Events in the log: ${head}.`,
    reset: 'The read models are gone: the next start makes them from the log.',
    projectorWorks: 'A projector works: stop Peremena first.',
    rebuilt: (events: number) => `Built anew; events read: ${events}.`,
  },
} as const;
