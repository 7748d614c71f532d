import type { Language } from './problem-table.ts';

type Sentences = Readonly<Record<string, Readonly<Record<Language, string>>>>;

/** What is said of a field, by the code of its error. Codes of schemas first, then valibot's own kinds. */
const sentences: Sentences = {
  missing: { ru: 'Это поле обязательно.', en: 'This field is required.' },
  unknown_field: { ru: 'Здесь есть лишнее поле.', en: 'There is a field here that is not expected.' },
  wrong: { ru: 'Значение не подходит.', en: 'The value does not fit.' },
  text_empty: { ru: 'Поле не может быть пустым.', en: 'The field cannot be empty.' },
  text_long: { ru: 'Слишком длинно.', en: 'Too long.' },
  text_short: { ru: 'Слишком коротко.', en: 'Too short.' },
  text_characters: { ru: 'Здесь есть недопустимые знаки.', en: 'There are characters here that cannot be used.' },
  login_short: { ru: 'Нужно не меньше 3 знаков.', en: 'At least 3 characters are needed.' },
  login_form: {
    ru: 'В логине можно буквы, цифры и знаки . _ - @ + без пробелов.',
    en: 'A login takes letters, figures and . _ - @ + without spaces.',
  },
  login_taken: { ru: 'Такой логин уже занят. Придумайте другой.', en: 'Somebody has this login. Choose another one.' },
  password_short: { ru: 'Нужно не меньше 10 знаков.', en: 'At least 10 characters are needed.' },
  password_common: {
    ru: 'Такой пароль подбирают первым. Возьмите несколько слов, которые вместе скажете только вы.',
    en: 'This is one of the passwords tried first. Take a few words that only you would put together.',
  },
  password_personal: {
    ru: 'В этом пароле почти всё — ваш логин, имя или номер школы. Добавьте слова, которых о вас не знают.',
    en: 'Nearly all of this is your login, your name or the number of your school. Add words nobody knows of you.',
  },
  password_same: { ru: 'Это нынешний пароль. Нужен другой.', en: 'This is the current password. Take another one.' },
  path_form: { ru: 'Это не страница этого сайта.', en: 'This is no page of this site.' },
  pupil_twice: { ru: 'Один и тот же ученик назван дважды.', en: 'The same pupil is named twice.' },
  time_zone: { ru: 'Такого часового пояса нет.', en: 'There is no such time zone.' },
  uuid: { ru: 'Это не номер.', en: 'This is no id.' },
  date_form: { ru: 'Дата пишется как ГГГГ-ММ-ДД.', en: 'A date is written YYYY-MM-DD.' },
  date_order: {
    ru: 'Последний день раньше первого, или между ними больше года.',
    en: 'The last day is before the first, or more than a year lies between.',
  },
  date_exists: { ru: 'Такой даты нет.', en: 'There is no such date.' },
  time_form: { ru: 'Время пишется как ЧЧ:ММ.', en: 'A time is written HH:MM.' },
  position: { ru: 'Это не позиция журнала.', en: 'This is no position of the log.' },
  topics: { ru: 'Темы перечислены неверно.', en: 'The topics are not listed correctly.' },
  email_form: { ru: 'Адрес пишется как имя@сайт.', en: 'An address is written name@site.' },
  phone_form: {
    ru: 'В номере — цифры, пробелы, скобки и дефисы; плюс — только в начале.',
    en: 'A number is figures, spaces, brackets and hyphens; a plus only at its beginning.',
  },
  phone_digits: { ru: 'В номере от 5 до 15 цифр.', en: 'A number has 5 to 15 figures.' },
  string: { ru: 'Нужен текст.', en: 'Text is needed.' },
  number: { ru: 'Нужно число.', en: 'A number is needed.' },
  boolean: { ru: 'Нужно «да» или «нет».', en: 'Yes or no is needed.' },
  array: { ru: 'Нужен список.', en: 'A list is needed.' },
  picklist: { ru: 'Выберите из предложенного.', en: 'Choose from what is offered.' },
  safe_integer: { ru: 'Нужно целое число.', en: 'A whole number is needed.' },
  min_value: { ru: 'Слишком мало.', en: 'Too small.' },
  max_value: { ru: 'Слишком много.', en: 'Too large.' },
  min_length: { ru: 'Слишком коротко.', en: 'Too short.' },
  max_length: { ru: 'Слишком длинно.', en: 'Too long.' },
};

/** The sentence for the code of a field's error. */
export function fieldSentence(code: string, language: Language): string {
  return (sentences[code] ?? sentences['wrong'])?.[language] ?? '';
}
