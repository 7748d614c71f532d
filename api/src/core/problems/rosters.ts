import type { ProblemRow } from './row.ts';

/** Changes of a roster and of the school year, consents. */
export const rostersProblems = {
  // roster: changes of a pupil's class and groups
  pupil_is_here: {
    status: 409,
    ru: 'В этот день ученик уже учится в школе. Переведите его из его класса.',
    en: 'The pupil is at this school on that day. Move them from their class.',
  },
  later_marks: {
    status: 409,
    ru: 'В новых группах уже есть отметки или посещаемость. Сначала переведите ученика по дате.',
    en: 'There are marks or attendance in the new groups already. Move the pupil by date instead.',
  },
  later_facts: {
    status: 409,
    ru: 'На более поздние дни уже записано другое. Сначала измените то, что записано позже.',
    en: 'Something else is recorded for later days. Change what is recorded later first.',
  },
  place_not_begun: {
    status: 409,
    ru: 'К этому дню ученик в классе ещё не учился. Выберите день после начала.',
    en: 'The pupil has not begun in the class by that day. Choose a day after the beginning.',
  },
  nothing_changes: { status: 409, ru: 'Всё и так уже записано так.', en: 'It is recorded so already.' },
  same_class: { status: 409, ru: 'Ученик и так в этом классе.', en: 'The pupil is in this class anyway.' },
  marks_stand: {
    status: 409,
    ru: 'В прежних группах есть отметки за этот день или позже. Выберите день после последней отметки.',
    en: 'The former groups have marks of that day or later. Choose a day after the last mark.',
  },
  group_of_other_class: {
    status: 409,
    ru: 'Такой группы у этого класса нет.',
    en: 'This class has no such group.',
  },
  groups_of_one_subject: {
    status: 409,
    ru: 'Выберите по одной группе каждого предмета.',
    en: 'Choose one group of each subject.',
  },
  year_class_leaves: {
    status: 409,
    ru: 'В этот класс перевести нельзя: он выпускается.',
    en: 'Nobody can go into this class: it leaves the school.',
  },
  year_titles: {
    status: 409,
    ru: 'Два класса назывались бы одинаково. Дайте одному другое название.',
    en: 'Two classes would have the same title. Give one of them another.',
  },
  year_term_dates: {
    status: 409,
    ru: 'Учебный период начинается раньше нового года или кончается раньше начала.',
    en: 'A term begins before the new year does, or ends before it begins.',
  },
  year_terms_overlap: {
    status: 409,
    ru: 'Учебные периоды накладываются друг на друга или на те, что уже есть.',
    en: 'Terms overlap each other, or those that are there already.',
  },
  year_changing: {
    status: 409,
    ru: 'Смена учебного года сейчас идёт. Дождитесь её конца.',
    en: 'The change of the school year is under way. Wait for its end.',
  },
  year_changed: {
    status: 409,
    ru: 'Учебный год уже сменён. Сначала отмените эту смену.',
    en: 'The school year was changed already. Undo that change first.',
  },
  year_not_changed: {
    status: 409,
    ru: 'Отменять нечего: последней была другая смена года.',
    en: 'There is nothing to undo: the last change of the year was another one.',
  },
  terms_stay: {
    status: 409,
    ru: 'Учебный период остаётся: в нём уже могли запланировать уроки.',
    en: 'The term stays: lessons may be planned in it by now.',
  },
  teacher_not_there: {
    status: 409,
    ru: 'В этот день человек не работает в школе учителем.',
    en: 'The person is no teacher of the school on that day.',
  },
  roster_changing: {
    status: 409,
    ru: 'Место этого ученика в школе только что меняли. Посмотрите, что получилось, и повторите.',
    en: 'The place of this pupil was changed just now. See what came of it, and try again.',
  },
  namesakes: {
    status: 409,
    ru: 'В школе есть или были тёзки. Отметьте, это один из них или другой человек.',
    en: 'The school has or had namesakes. Say whether it is one of them or somebody else.',
  },
  consent_not_asked: {
    status: 409,
    ru: 'Школа не спрашивает об этом согласия.',
    en: 'The school does not ask for this consent.',
  },
  consent_text_new: {
    status: 409,
    ru: 'Школа опубликовала новый текст. Прочитайте его и ответьте ещё раз.',
    en: 'The school has published a new text. Read it and answer again.',
  },
  consent_by_guardian: {
    status: 409,
    ru: 'На это отвечает родитель. Снимки себя можно запретить с 14 лет, всё остальное решают сами с 18.',
    en: 'A guardian answers this. Pictures of oneself can be forbidden from 14, the rest is one’s own from 18.',
  },
  consent_by_pupil: {
    status: 409,
    ru: 'Ученику исполнилось 18: теперь отвечает только он.',
    en: 'The pupil is 18 and is now the only one to answer.',
  },
  paper_date: {
    status: 409,
    ru: 'Бумага не могла быть подписана в этот день: текст согласия тогда ещё не вышел, или этот день впереди.',
    en: 'The paper cannot have been signed on that day: the text was not out yet, or the day is ahead.',
  },
  paper_not_theirs: {
    status: 409,
    ru: 'В день подписи этот человек не мог отвечать за ученика.',
    en: 'On the day of the signature this person could not answer for the pupil.',
  },
  paper_older: {
    status: 409,
    ru: 'Этот человек ответил позже, чем подписал бумагу. Считается более поздний ответ.',
    en: 'This person has answered later than the paper was signed. The later answer counts.',
  },
  paper_unknown: {
    status: 409,
    ru: 'Такой записи о бумаге нет: её уже сняли.',
    en: 'There is no such note of a paper: it was struck before.',
  },
  consent_text_changed: {
    status: 409,
    ru: 'Пока вы писали, опубликован другой текст. Ваш не пропал: прочитайте тот и решите.',
    en: 'Another text was published while you wrote. Yours is kept: read that one and decide.',
  },
  consent_until_past: {
    status: 409,
    ru: 'Срок прежних ответов уже прошёл. Назовите сегодняшний или будущий день.',
    en: 'Earlier answers would have ended already. Name today or a day to come.',
  },
  period_dates: { status: 409, ru: 'Конец срока раньше начала.', en: 'The period ends before it begins.' },
} as const satisfies Record<string, ProblemRow>;
