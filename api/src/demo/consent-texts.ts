import type { ConsentKind } from '@peremena/events';

interface DemoText {
  readonly kind: ConsentKind;
  readonly ru: string;
  readonly en: string;
  readonly reason: string;
}

const processing: DemoText = {
  kind: 'processing',
  ru: `Я, родитель (законный представитель), даю Школе № 17 согласие на обработку персональных данных моего ребёнка.

Какие данные: фамилия, имя, отчество, дата рождения, класс, отметки, посещаемость, замечания и домашние задания; мои имя, телефон и почта для связи.
Зачем: чтобы вести электронный журнал и дневник и сообщать мне об учёбе.
Что с ними делают: записывают, хранят, показывают мне, ребёнку и учителям класса; никому другому не передают.
Срок: пока ребёнок учится в школе.
Как отозвать: на этой же странице или письмом директору; дневник тогда ведётся на бумаге.`,
  en: `I, a parent or guardian, consent to School No. 17 processing the personal data of my child.

Which data: names, date of birth, class, marks, attendance, remarks and homework; my own name, phone and e-mail to reach me.
What for: to keep the electronic journal and diary and to tell me how my child is doing.
What is done: they are recorded, kept and shown to me, my child and the teachers of the class, and handed to nobody else.
How long: while the child attends the school.
How to take it back: on this page or by a letter to the head; the diary is then kept on paper.`,
  reason: 'Школа переходит на электронный дневник.',
};

const photo: DemoText = {
  kind: 'photo',
  ru: `Разрешаю снимать моего ребёнка на уроках и школьных праздниках и показывать снимки и видео на сайте школы и в «Перемене».

Срок: до конца учебного года. Отозвать можно на этой странице; снимки ребёнка уберут за три дня.`,
  en: `I allow the school to take pictures and videos of my child at lessons and school events and to show them on the school’s website and in Peremena.

How long: until the end of the school year. It can be taken back on this page; pictures of the child are removed within three days.`,
  reason: 'Начинается учебный год с праздниками и экскурсиями.',
};

/** The texts the demo school asks by from the beginning of the year. */
export const firstTexts: readonly DemoText[] = [
  processing,
  photo,
  {
    kind: 'messages',
    ru: `Разрешаю моему ребёнку писать учителям и одноклассникам внутри школы. Переписку взрослых и детей школа может прочитать, если на сообщение пожаловались.

Срок: пока ребёнок учится в школе. Отозвать можно на этой странице.`,
    en: `I allow my child to write to teachers and classmates inside the school. The school may read messages between adults and children when somebody reports one.

How long: while the child attends the school. It can be taken back on this page.`,
    reason: 'Школа готовит переписку внутри «Перемены».',
  },
];

/** The one that is asked anew in these days. */
export const secondPhoto: DemoText = {
  ...photo,
  ru: `Разрешаю снимать моего ребёнка на уроках и школьных праздниках и показывать снимки и видео только внутри «Перемены»: семьям и учителям класса. На сайте школы и в социальных сетях снимков не будет.

Срок: до конца учебного года. Отозвать можно на этой странице; снимки ребёнка уберут за три дня.`,
  en: `I allow the school to take pictures and videos of my child at lessons and school events and to show them inside Peremena only: to families and teachers of the class. There will be no pictures on the school’s website or in social networks.

How long: until the end of the school year. It can be taken back on this page; pictures of the child are removed within three days.`,
  reason: 'По просьбе родителей снимков больше не будет на сайте школы, только внутри «Перемены».',
};
