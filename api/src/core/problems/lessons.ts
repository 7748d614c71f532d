import type { ProblemRow } from './row.ts';

/** Lessons, absences, journals. */
export const lessonsProblems = {
  // lesson
  lesson_outside_term: { status: 409, ru: 'На эту дату нет учебного периода.', en: 'No term holds this date.' },
  lesson_exists: {
    status: 409,
    ru: 'У группы уже есть урок в это время.',
    en: 'The group already has a lesson at this time.',
  },
  no_such_bell: {
    status: 409,
    ru: 'В расписании звонков нет такого урока.',
    en: 'The bell schedule has no such lesson.',
  },
  topic_changed: {
    status: 409,
    ru: 'Тему уже изменили, пока вы писали.',
    en: 'The topic was changed while you were writing.',
  },
  homework_changed: {
    status: 409,
    ru: 'Задание уже изменили, пока вы писали.',
    en: 'The homework was changed while you were writing.',
  },
  attendance_changed: {
    status: 409,
    ru: 'Отметку о посещении уже изменили.',
    en: 'The attendance was already changed.',
  },
  homework_due_early: {
    status: 409,
    ru: 'Срок задания должен быть позже самого урока.',
    en: 'Homework is due after the lesson it was given at.',
  },
  lesson_is_cancelled: { status: 409, ru: 'Этот урок отменён.', en: 'This lesson is cancelled.' },
  lesson_held: {
    status: 409,
    ru: 'Урок уже прошёл: отмечены присутствующие или стоят отметки.',
    en: 'The lesson was held: the roll was called or marks were given.',
  },
  lesson_clashes: {
    status: 409,
    ru: 'В это время уже занят учитель, кабинет или ученики.',
    en: 'A teacher, a room or pupils are taken at this time.',
  },
  lesson_was_moved: {
    status: 409,
    ru: 'Урок уже перенесли. Посмотрите, где он теперь.',
    en: 'The lesson was moved already. See where it is now.',
  },
  lesson_leaves_term: {
    status: 409,
    ru: 'Урок можно перенести только внутри его четверти. В другой четверти добавьте новый урок.',
    en: 'A lesson can be moved within its term only. Add a new lesson in the other term.',
  },
  substitution_changed: {
    status: 409,
    ru: 'Замену уже назначили или изменили.',
    en: 'The substitution was made or changed already.',
  },
  merge_impossible: {
    status: 409,
    ru: 'Объединить эти уроки нельзя: другой урок перенесён, отменён, сам объединён или его учителя нет.',
    en: 'These lessons cannot be given as one: the other was moved, cancelled, is merged itself, or its teacher is away.',
  },
  substitute_is_teacher: {
    status: 409,
    ru: 'Этот учитель и так ведёт урок.',
    en: 'This teacher gives the lesson anyway.',
  },
  substitute_not_there: {
    status: 409,
    ru: 'В этот день человека нет в школе или он здесь не учитель.',
    en: 'The person is not at school that day, or is no teacher here.',
  },
  // absence
  absence_unknown: { status: 409, ru: 'Этого отсутствия уже нет.', en: 'This absence is there no more.' },
  absence_overlaps: {
    status: 409,
    ru: 'На эти дни отсутствие уже отмечено.',
    en: 'These days are reported already.',
  },
  lesson_unknown: { status: 404, ru: 'Такого урока нет.', en: 'There is no such lesson.' },
  // journal
  cell_changed: {
    status: 409,
    ru: 'Эту клетку уже изменили. Посмотрите, что в ней теперь.',
    en: 'This cell was changed. See what it holds now.',
  },
  reason_needed: {
    status: 409,
    ru: 'Чтобы исправить отметку, укажите причину.',
    en: 'To change a mark, give a reason.',
  },
  mark_off_scale: {
    status: 409,
    ru: 'Такой отметки нет в шкале школы.',
    en: 'The scale of the school has no such mark.',
  },
  pupil_not_in_group: {
    status: 409,
    ru: 'В день урока ученик не был в этой группе.',
    en: 'The pupil was not in this group on the day of the lesson.',
  },
} as const satisfies Record<string, ProblemRow>;
