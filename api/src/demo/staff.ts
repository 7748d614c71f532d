import type { Post } from '@peremena/events';
import { ids } from './ids.ts';
import type { DemoColleague } from './school.ts';
import type { SubjectCode } from './subjects.ts';
import type { ClassTitle } from './week.ts';

interface Colleague {
  readonly names: readonly [family: string, given: string, middle: string];
  readonly post: Post;
  readonly room: string | null;
  readonly tutorOf?: ClassTitle;
}

/** Staff that is written by hand, by a short key. */
export const staff = {
  kravtsova: { names: ['Кравцова', 'Елена', 'Андреевна'], post: 'teacher', room: '214', tutorOf: '7Б' },
  dyakov: { names: ['Дьяков', 'Игорь', 'Петрович'], post: 'teacher', room: '407' },
  smirnova: { names: ['Смирнова', 'Ольга', 'Викторовна'], post: 'teacher', room: '305', tutorOf: '7А' },
  lebedeva: { names: ['Лебедева', 'Мария', 'Павловна'], post: 'teacher', room: '301', tutorOf: '9А' },
  kim: { names: ['Ким', 'Анна', 'Сергеевна'], post: 'teacher', room: '118' },
  gromova: { names: ['Громова', 'Татьяна', 'Юрьевна'], post: 'teacher', room: '119' },
  fyodorov: { names: ['Фёдоров', 'Алексей', 'Николаевич'], post: 'teacher', room: '220' },
  mukhametzyanova: { names: ['Мухаметзянова', 'Гульнара', 'Ильдаровна'], post: 'teacher', room: '310' },
  belova: { names: ['Белова', 'Светлана', 'Игоревна'], post: 'teacher', room: '312' },
  orlov: { names: ['Орлов', 'Дмитрий', 'Сергеевич'], post: 'teacher', room: '226' },
  tarasov: { names: ['Тарасов', 'Виктор', 'Андреевич'], post: 'teacher', room: 'зал' },
  solovyova: { names: ['Соловьёва', 'Ирина', 'Олеговна'], post: 'teacher', room: '105' },
  nazarov: { names: ['Назаров', 'Павел', 'Евгеньевич'], post: 'teacher', room: '108' },
  vasnetsova: { names: ['Васнецова', 'Александра', 'Константиновна'], post: 'teacher', room: '12', tutorOf: '3А' },
  kovalyova: { names: ['Ковалёва', 'Людмила', 'Борисовна'], post: 'head', room: null },
  shevchuk: { names: ['Шевчук', 'Андрей', 'Викторович'], post: 'admin', room: null },
} as const satisfies Record<string, Colleague>;
export type StaffKey = keyof typeof staff;

const bySubject: Readonly<Partial<Record<SubjectCode, readonly StaffKey[]>>> = {
  рус: ['smirnova'],
  лит: ['smirnova'],
  чт: ['vasnetsova'],
  мат: ['vasnetsova'],
  алг: ['kravtsova'],
  геом: ['kravtsova'],
  вер: ['kravtsova'],
  окр: ['vasnetsova'],
  англ: ['kim', 'gromova'],
  ист: ['fyodorov'],
  общ: ['fyodorov'],
  геогр: ['mukhametzyanova'],
  био: ['belova'],
  физ: ['orlov'],
  хим: ['belova'],
  инф: ['dyakov'],
  физк: ['tarasov'],
  муз: ['solovyova'],
  изо: ['solovyova'],
  труд: ['nazarov'],
};

/** Who teaches a subject in a class; two where the class is halved. */
export function teachersOf(klass: ClassTitle, subject: SubjectCode): readonly StaffKey[] {
  if (klass === '3А' && (subject === 'рус' || subject === 'труд')) return ['vasnetsova'];
  if (klass === '9А' && (subject === 'рус' || subject === 'лит')) return ['lebedeva'];
  return bySubject[subject] ?? [];
}

/** The same as people of the school. */
export const colleagues: ReadonlyMap<string, DemoColleague> = new Map(
  (Object.entries(staff) as [StaffKey, Colleague][]).map(([key, { names, post, room, tutorOf }]) => {
    const [familyName, givenName, middleName] = names;
    const person = { personId: ids.person(`staff/${key}`), key: `staff/${key}`, familyName, givenName, middleName };
    return [key, { ...person, birthDate: null, post, room, tutorOf: tutorOf ?? null }];
  }),
);
