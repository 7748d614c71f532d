/** Classes of the demo school. */
export const classTitles = ['3А', '7А', '7Б', '9А'] as const;
export type ClassTitle = (typeof classTitles)[number];

/** Subjects by the code the timetable uses. `marked`: how many of a class get a mark at an ordinary lesson. */
export const subjects = {
  рус: { title: 'Русский язык', marked: 6 },
  лит: { title: 'Литература', marked: 5 },
  чт: { title: 'Литературное чтение', marked: 6 },
  мат: { title: 'Математика', marked: 6 },
  алг: { title: 'Алгебра', marked: 7 },
  геом: { title: 'Геометрия', marked: 6 },
  вер: { title: 'Вероятность и статистика', marked: 6 },
  окр: { title: 'Окружающий мир', marked: 5 },
  англ: { title: 'Английский язык', marked: 4 },
  ист: { title: 'История', marked: 5 },
  общ: { title: 'Обществознание', marked: 6 },
  геогр: { title: 'География', marked: 5 },
  био: { title: 'Биология', marked: 6 },
  физ: { title: 'Физика', marked: 6 },
  хим: { title: 'Химия', marked: 6 },
  инф: { title: 'Информатика', marked: 8 },
  физк: { title: 'Физкультура', marked: 3 },
  муз: { title: 'Музыка', marked: 4 },
  изо: { title: 'Изобразительное искусство', marked: 6 },
  труд: { title: 'Труд (технология)', marked: 4 },
} as const;
export type SubjectCode = keyof typeof subjects;

/** The week of each class: a line per weekday, Monday first. */
const week: Readonly<Record<ClassTitle, string>> = {
  '3А': `окр чт мат рус изо
    рус мат чт физк муз
    рус англ мат окр чт
    рус физк англ мат
    чт рус физк труд
    -`,
  '7А': `рус ист труд алг физк
    геогр лит геом ист англ
    рус физ англ физк инф
    алг рус физк вер био
    рус муз англ лит физ
    алг труд геогр геом изо`,
  '7Б': `ист физ алг рус геогр
    алг физк лит англ вер
    геогр геом рус изо физк
    рус труд муз физ инф
    англ био труд ист алг
    рус геом англ физк лит`,
  '9А': `геом физк лит физ англ
    рус геогр англ хим био
    рус ист инф алг геом физк
    лит ист алг физк физ
    ист рус вер геогр хим лит
    общ физ био англ алг`,
};

/** Subjects of a class on a weekday (0 for Monday) in the order of bells. No teacher is in two places: a test checks. */
export function dayOf(klass: ClassTitle, weekday: number): readonly SubjectCode[] {
  const line = week[klass].split('\n')[weekday]?.trim() ?? '-';
  return line === '-' ? [] : (line.split(' ') as SubjectCode[]);
}

export function subjectsOf(klass: ClassTitle): readonly SubjectCode[] {
  return [...new Set([0, 1, 2, 3, 4, 5].flatMap((weekday) => dayOf(klass, weekday)))];
}
