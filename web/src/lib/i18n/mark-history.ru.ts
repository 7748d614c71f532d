import type { Catalogue } from './words.ts';

export default {
  title: 'История оценки',
  back: 'Назад в дневник',
  posted: 'Поставлена',
  corrected: 'Исправлена',
  withdrawn: 'Убрана',
  by: '{by}, {at}',
  was: 'было',
  now: 'стало',
  none: 'нет оценки',
  reason: 'Причина',
  reasonTypo: 'опечатка',
  reasonRetake: 'пересдача',
  reasonAppeal: 'апелляция',
  reasonOther: 'другое',
  system: 'Школа',
  kept: 'Исправить оценку можно всегда, стереть прежнюю нельзя: здесь остаётся всё.',
  emptyTitle: 'Оценки не было',
  emptyText: 'На этом уроке оценку не ставили.',
  current: 'Сейчас',
  weight: 'вес {weight}',
} satisfies Catalogue;
