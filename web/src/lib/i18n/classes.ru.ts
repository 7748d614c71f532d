import type { Catalogue } from './words.ts';

export default {
  title: 'Классы',
  pupils: { one: '{n} ученик', few: '{n} ученика', many: '{n} учеников', other: '{n} ученика' },
  none: 'Классов пока нет',
  noneWhy: 'Здесь появятся классы, которыми вы руководите.',
  back: 'К классам',
  arrive: 'Принять ученика',
  staff: 'Учителя класса',
  on: 'На дату',
  show: 'Показать',
  tutor: 'Классный руководитель: {names}',
  noTutor: 'Классного руководителя нет',
  empty: 'В этот день в классе никого нет',
  emptyWhy: 'Выберите другую дату.',
  since: 'с {date}',
  until: 'по {date}',
  consents: 'Согласия: кто что разрешил',
  groups: 'Группы',
  inGroup: '{subject}: {title}',
  ofClass: 'Весь класс: {list}',
  guardians: 'Представители',
} satisfies Catalogue;
