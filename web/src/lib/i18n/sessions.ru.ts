import type { Catalogue } from './words.ts';

export default {
  title: 'Где выполнен вход',
  lead: 'Здесь открыта ваша учётная запись. Не узнаёте место — выйдите там и смените пароль.',
  device: '{browser}, {system}',
  unknown: 'Неизвестное устройство',
  here: 'Это устройство',
  seen: 'Последний раз: {at}',
  begun: 'вход: {at}',
  network: 'сеть {network}',
  end: 'Выйти там',
  endOf: 'Выйти там: {device}',
  endOthers: 'Выйти на всех остальных',
  alone: 'Больше нигде не открыто.',
  gone: 'Там уже вышли.',
} satisfies Catalogue;
