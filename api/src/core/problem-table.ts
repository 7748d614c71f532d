/** Languages problems speak. */
export type Language = 'ru' | 'en';

export interface ProblemRow {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
  readonly ru: string;
  readonly en: string;
}

/**
 * Every problem the API can answer with: its code, status and sentence. A slice adds one line per refusal;
 * `docs/reference/problems.md` is generated from this table.
 */
export const problems = {
  unreadable: { status: 400, ru: 'Запрос не удалось прочитать.', en: 'The request could not be read.' },
  duplicate_key: { status: 400, ru: 'Одно и то же поле передано дважды.', en: 'The same field was sent twice.' },
  too_deep: { status: 400, ru: 'В запросе слишком много вложенных уровней.', en: 'The request is nested too deeply.' },
  idempotency_key_missing: {
    status: 400,
    ru: 'В запросе нет номера команды (заголовок Idempotency-Key).',
    en: 'The request has no command id (header Idempotency-Key).',
  },
  not_signed_in: { status: 401, ru: 'Войдите, чтобы продолжить.', en: 'Sign in to continue.' },
  sign_in_failed: { status: 401, ru: 'Неверный логин или пароль.', en: 'The login or the password is wrong.' },
  password_wrong: { status: 403, ru: 'Текущий пароль не подошёл.', en: 'The current password does not match.' },
  code_needed: {
    status: 403,
    ru: 'Введите код из приложения, чтобы закончить вход.',
    en: 'Enter the code of your authenticator to finish signing in.',
  },
  code_wrong: {
    status: 403,
    ru: 'Код не подошёл. Введите тот, что показан сейчас.',
    en: 'The code does not match. Enter the one that is shown now.',
  },
  factor_on: { status: 409, ru: 'Второй фактор уже включён.', en: 'The second factor is on already.' },
  step_up_needed: {
    status: 403,
    ru: 'Подтвердите паролем, что это вы, и повторите.',
    en: 'Show by your password that it is you, and repeat.',
  },
  must_change_password: {
    status: 403,
    ru: 'Сначала задайте свой пароль.',
    en: 'Set a password of your own first.',
  },
  foreign_origin: { status: 403, ru: 'Запрос пришёл с чужой страницы.', en: 'The request came from a foreign page.' },
  forbidden: { status: 403, ru: 'У вас нет права на это действие.', en: 'You have no right to do this.' },
  not_found: {
    status: 404,
    ru: 'Здесь ничего нет, или это не для вас.',
    en: 'There is nothing here, or it is not for you.',
  },
  command_reused: {
    status: 409,
    ru: 'Этот номер команды уже использован для другого действия.',
    en: 'This command id was already used for something else.',
  },
  conflict: {
    status: 409,
    ru: 'Сейчас это меняют многие сразу. Попробуйте ещё раз.',
    en: 'Many people are changing this right now. Try again.',
  },
  refused: { status: 409, ru: 'Правила школы этого не позволяют.', en: 'The rules of the school do not allow this.' },
  body_too_large: { status: 413, ru: 'Запрос слишком большой.', en: 'The request is too large.' },
  media_type: { status: 415, ru: 'Ожидается JSON.', en: 'JSON is expected.' },
  invalid: { status: 422, ru: 'Проверьте отмеченные поля.', en: 'Check the marked fields.' },
  too_many_tries: {
    status: 429,
    ru: 'Слишком много попыток. Подождите немного.',
    en: 'Too many tries. Wait a little.',
  },
  failed: {
    status: 500,
    ru: 'Что-то сломалось у нас. Ничего не записано наполовину.',
    en: 'Something broke on our side. Nothing is half done.',
  },
  unavailable: {
    status: 503,
    ru: 'Журнал событий сейчас недоступен. Попробуйте через несколько секунд.',
    en: 'The event log is not available right now. Try again in a few seconds.',
  },
  outcome_unknown: {
    status: 503,
    ru: 'Неизвестно, записано ли это. Повторите тот же запрос: дважды он не запишется.',
    en: 'It is not known whether this was written. Repeat the same request: it will not be written twice.',
  },
  busy: {
    status: 503,
    ru: 'Сервер занят. Попробуйте через несколько секунд.',
    en: 'The server is busy. Try again in a few seconds.',
  },

  // account
  no_sign_in: { status: 409, ru: 'У этого человека ещё нет входа.', en: 'This person has no sign-in yet.' },
  no_factor: {
    status: 409,
    ru: 'Второго фактора у этого человека нет.',
    en: 'This person has no second factor.',
  },
  ward_is_14: {
    status: 409,
    ru: 'С 14 лет пароль ребёнка сбрасывает только школа.',
    en: 'From 14 on only the school resets the password of a child.',
  },
  age_unknown: {
    status: 409,
    ru: 'Школа не знает даты рождения ребёнка. Обратитесь к классному руководителю.',
    en: 'The school does not know the birth date of the child. Ask the class tutor.',
  },
  reset_used: {
    status: 409,
    ru: 'По этому сбросу пароль уже задан. Если нужно, сбросьте ещё раз.',
    en: 'A password was set by this reset already. Reset once more if you need to.',
  },
  // invitation
  invitation_unknown: {
    status: 404,
    ru: 'Такого кода нет. Проверьте, как он напечатан: нулей и единиц в нём не бывает.',
    en: 'There is no such code. See how it is printed: it never has a nought or a one.',
  },
  invitation_used: {
    status: 409,
    ru: 'Этот код уже использован.',
    en: 'This code was used already.',
  },
  invitation_disowned: {
    status: 409,
    ru: 'Этот код остановлен: кто-то сообщил, что приглашение не для него. Попросите в школе новое.',
    en: 'This code was stopped: somebody said that the invitation is not for them. Ask the school for a new one.',
  },
  invitation_replaced: {
    status: 409,
    ru: 'Школа напечатала новое приглашение, прежний код больше не действует.',
    en: 'The school has printed a new invitation; the code before it counts no more.',
  },
  invitation_expired: {
    status: 409,
    ru: 'Срок приглашения прошёл. Попросите в школе новое.',
    en: 'The invitation has run out. Ask the school for a new one.',
  },
  invitation_done: {
    status: 409,
    ru: 'Вход для этого человека уже есть. Войдите под своим логином.',
    en: 'This person has a sign-in already. Sign in with your login.',
  },
  factor_needed: {
    status: 403,
    ru: 'Школа требует от сотрудников второй фактор. Подключите его, чтобы продолжить.',
    en: 'The school asks its staff for a second factor. Set one up to continue.',
  },
  settings_changed: {
    status: 409,
    ru: 'Эту настройку уже изменил кто-то другой. Посмотрите, как она стоит теперь.',
    en: 'Somebody else changed this setting already. See how it stands now.',
  },
  grace_long: {
    status: 409,
    ru: 'Отсрочка не длиннее трёх месяцев.',
    en: 'The grace period is three months at most.',
  },
  passkey_wrong: {
    status: 403,
    ru: 'Этот ключ доступа не подошёл. Попробуйте ещё раз или войдите по-другому.',
    en: 'This passkey does not fit. Try again, or sign in another way.',
  },
  passkey_kept: {
    status: 409,
    ru: 'Этот ключ доступа уже добавлен, или их у вас двадцать.',
    en: 'This passkey was added already, or you have twenty.',
  },
  passkey_insecure: {
    status: 409,
    ru: 'Ключи доступа работают только по https и по имени сайта, не по адресу из цифр.',
    en: 'Passkeys work over https only, and at a name, not at an address of figures.',
  },
  // setting up
  setup_code_wrong: {
    status: 403,
    ru: 'Код не подошёл. Он напечатан там, где запущена программа; новый печатает «npm run cli -- setup code».',
    en: 'The code does not match. It is printed where the program runs; `npm run cli -- setup code` prints a new one.',
  },
  setup_done: {
    status: 409,
    ru: 'Школа уже создана. Войдите под своим логином.',
    en: 'The school was made already. Sign in with your login.',
  },
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
  // school, person, staff, class, group, guardianship: met by imports and later by administration
  school_unknown: { status: 404, ru: 'Такой школы нет.', en: 'There is no such school.' },
  school_exists: { status: 409, ru: 'Такая школа уже есть.', en: 'This school exists already.' },
  subject_unknown: { status: 404, ru: 'Такого предмета нет.', en: 'There is no such subject.' },
  subject_exists: { status: 409, ru: 'Такой предмет уже есть.', en: 'This subject exists already.' },
  term_unknown: { status: 404, ru: 'Такого учебного периода нет.', en: 'There is no such term.' },
  term_exists: { status: 409, ru: 'Такой учебный период уже есть.', en: 'This term exists already.' },
  bells_overlap: { status: 409, ru: 'Звонки накладываются друг на друга.', en: 'The bells overlap.' },
  // timetable
  timetable_unknown: {
    status: 409,
    ru: 'Такой версии расписания нет.',
    en: 'There is no such version of the timetable.',
  },
  timetable_not_draft: {
    status: 409,
    ru: 'Эта версия уже не черновик: она опубликована или отложена.',
    en: 'This version is a draft no more: it was published or withdrawn.',
  },
  grid_full: {
    status: 409,
    ru: 'В сетке слишком много уроков.',
    en: 'The grid has too many lessons.',
  },
  grid_empty: {
    status: 409,
    ru: 'В сетке ещё нет уроков.',
    en: 'The grid has no lessons yet.',
  },
  grid_lesson_unknown: {
    status: 409,
    ru: 'Этого урока в сетке уже нет.',
    en: 'This lesson is in the grid no more.',
  },
  grid_lesson_changed: {
    status: 409,
    ru: 'Этот урок сетки уже изменили. Посмотрите, где он теперь.',
    en: 'This lesson of the grid was changed already. See where it is now.',
  },
  publish_in_past: {
    status: 409,
    ru: 'Опубликовать можно с сегодняшнего дня или позже.',
    en: 'A timetable can be published from today or later.',
  },
  publish_outside_terms: {
    status: 409,
    ru: 'После этого дня нет учебных периодов. Добавьте их в календаре школы.',
    en: 'No term follows that day. Add one to the school calendar.',
  },
  timetable_clashes: {
    status: 409,
    ru: 'В сетке есть накладки. Исправьте каждую или подтвердите, что так и задумано.',
    en: 'The grid has clashes. Mend each, or accept it as meant.',
  },
  // calendar of a school
  term_overlaps: {
    status: 409,
    ru: 'Этот период частично накладывается на другой.',
    en: 'This term overlaps another in part.',
  },
  term_leaves_lessons: {
    status: 409,
    ru: 'За новыми границами остаются уроки этого периода. Сначала перенесите или отмените их.',
    en: 'Lessons of this term would lie outside it. Move or cancel them first.',
  },
  term_has_lessons: {
    status: 409,
    ru: 'В этом периоде уже есть уроки, удалить его нельзя.',
    en: 'This term has lessons and cannot be removed.',
  },
  bells_changed: {
    status: 409,
    ru: 'Звонки уже изменили, пока вы писали. Посмотрите, какие они теперь.',
    en: 'The bells were changed while you were writing. See what they are now.',
  },
  bells_in_use: {
    status: 409,
    ru: 'По этим звонкам учится класс или идёт особый день. Сначала выберите для них другие.',
    en: 'A class or a special day goes by these bells. Choose others for them first.',
  },
  bells_unknown: {
    status: 409,
    ru: 'Такого расписания звонков нет.',
    en: 'There is no such bell schedule.',
  },
  special_days_unknown: {
    status: 409,
    ru: 'Этих дней в календаре уже нет.',
    en: 'These days are in the calendar no more.',
  },
  special_days_overlap: {
    status: 409,
    ru: 'На эти даты в календаре уже что-то есть.',
    en: 'The calendar already holds something on these dates.',
  },
  runs_as_needed: {
    status: 409,
    ru: 'Скажите, по расписанию какого дня идут уроки.',
    en: 'Say by which day of the week lessons are given.',
  },
  short_bells_needed: {
    status: 409,
    ru: 'Выберите звонки короткого дня.',
    en: 'Choose the bells of the short day.',
  },
  day_off: {
    status: 409,
    ru: 'В этот день уроков нет: так сказано в календаре школы.',
    en: 'There are no lessons on this day: the calendar of the school says so.',
  },
  person_unknown: { status: 404, ru: 'Такого человека нет.', en: 'There is no such person.' },
  person_exists: { status: 409, ru: 'Этот человек уже есть.', en: 'This person exists already.' },
  post_held: {
    status: 409,
    ru: 'Эта должность у человека уже есть в эти дни.',
    en: 'The person holds this post on these days already.',
  },
  post_not_held: {
    status: 409,
    ru: 'В этот день у человека нет этой должности.',
    en: 'The person does not hold this post on that day.',
  },
  already_guardian: {
    status: 409,
    ru: 'Этот представитель уже связан с учеником в эти дни.',
    en: 'This guardian is linked to the pupil on these days already.',
  },
  not_guardian: {
    status: 409,
    ru: 'В этот день человек не представитель ученика.',
    en: 'The person is not a guardian of the pupil on that day.',
  },
  own_guardian: {
    status: 409,
    ru: 'Ученик не может быть своим представителем.',
    en: 'A pupil cannot be their own guardian.',
  },
  order_exists: {
    status: 409,
    ru: 'Такое решение для этого представителя уже записано на эти дни.',
    en: 'This order is recorded for the guardian on these days already.',
  },
  order_unknown: { status: 409, ru: 'Такого решения нет.', en: 'There is no such order.' },
  order_over: {
    status: 409,
    ru: 'Решение перестало действовать раньше этого дня.',
    en: 'The order ended before that day.',
  },
  not_adult: {
    status: 409,
    ru: 'Согласие даёт ученик, которому исполнилось 18 лет.',
    en: 'Consent is given by a pupil who is 18.',
  },
  two_persons: {
    status: 409,
    ru: 'Для директора и администратора это делают вдвоём: внесите запрос, второй человек его подтвердит.',
    en: 'For a head or an admin this takes two persons: make a request, and a second person confirms it.',
  },
  document_needed: {
    status: 409,
    ru: 'Назовите документ и его дату: без него такое изменение не вносят.',
    en: 'Name the document and its date: without one this is not changed.',
  },
  nobody_to_confirm: {
    status: 409,
    ru: 'Подтвердить некому: в школе нет ни директора, ни другого администратора. Сначала назначьте кого-нибудь в разделе «Сотрудники».',
    en: 'Nobody could confirm it: the school has neither a head nor another admin. Give somebody the post first, under “Staff”.',
  },
  person_not_here: {
    status: 409,
    ru: 'Этого человека в школе нет.',
    en: 'This person is not of the school.',
  },
  own_post: {
    status: 409,
    ru: 'О себе такого не предлагают: попросите другого администратора или директора.',
    en: 'Nobody proposes this about themself: ask another admin or the head.',
  },
  last_admin: {
    status: 409,
    ru: 'Это последний администратор школы. Сначала назначьте другого.',
    en: 'This is the last admin of the school. Give somebody else the post first.',
  },
  work_begins_later: {
    status: 409,
    ru: 'У сотрудника есть работа, которая начинается после этого дня. Сначала отмените её.',
    en: 'Some of the work begins after that day. Take that back first.',
  },
  request_unknown: { status: 404, ru: 'Такого запроса нет.', en: 'There is no such request.' },
  request_decided: {
    status: 409,
    ru: 'По этому запросу уже решено.',
    en: 'This request has been decided already.',
  },
  request_lapsed: {
    status: 409,
    ru: 'Срок запроса вышел: за семь дней его никто не подтвердил. Предложите заново.',
    en: 'The request has lapsed: nobody confirmed it within seven days. Propose it anew.',
  },
  request_of_another: { status: 409, ru: 'Этот запрос внесли не вы.', en: 'Somebody else made this request.' },
  own_request: {
    status: 409,
    ru: 'Свой запрос подтверждает или отклоняет другой человек. Вы можете его отозвать.',
    en: 'Another person confirms or declines what you proposed. You can withdraw it.',
  },
  request_about_you: {
    status: 409,
    ru: 'Запрос о вас решает другой человек.',
    en: 'A request about you is decided by somebody else.',
  },
  no_code: {
    status: 409,
    ru: 'По этому запросу кода нет.',
    en: 'This request has no code.',
  },
  class_unknown: { status: 404, ru: 'Такого класса нет.', en: 'There is no such class.' },
  class_exists: { status: 409, ru: 'Такой класс уже есть.', en: 'This class exists already.' },
  already_in_class: {
    status: 409,
    ru: 'Ученик в эти дни уже в классе.',
    en: 'The pupil is in the class on these days already.',
  },
  not_in_class: {
    status: 409,
    ru: 'В этот день ученика в классе нет.',
    en: 'The pupil is not in the class on that day.',
  },
  already_tutor: {
    status: 409,
    ru: 'Этот учитель в эти дни уже классный руководитель.',
    en: 'This teacher is tutor of the class on these days already.',
  },
  not_tutor: {
    status: 409,
    ru: 'В этот день учитель не классный руководитель.',
    en: 'The teacher is not tutor of the class on that day.',
  },
  group_unknown: { status: 404, ru: 'Такой группы нет.', en: 'There is no such group.' },
  group_exists: { status: 409, ru: 'Такая группа уже есть.', en: 'This group exists already.' },
  already_in_group: {
    status: 409,
    ru: 'Ученик в эти дни уже в группе.',
    en: 'The pupil is in the group on these days already.',
  },
  not_in_group: {
    status: 409,
    ru: 'В этот день ученика в группе нет.',
    en: 'The pupil is not in the group on that day.',
  },
  already_teaching: {
    status: 409,
    ru: 'Этот учитель в эти дни уже ведёт группу.',
    en: 'This teacher teaches the group on these days already.',
  },
  not_teaching: {
    status: 409,
    ru: 'В этот день учитель не ведёт группу.',
    en: 'The teacher does not teach the group on that day.',
  },
  // roster: changes of a pupil's class and groups
  pupil_is_here: {
    status: 409,
    ru: 'В этот день ученик уже учится в школе. Переведите его из его класса.',
    en: 'The pupil is at this school on that day. Move them from their class.',
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

export type ProblemCode = keyof typeof problems;

/** The row of a code, also for a code that came as plain text; undefined when the table has none. */
export function problemRow(code: string): ProblemRow | undefined {
  return Object.hasOwn(problems, code) ? problems[code as ProblemCode] : undefined;
}
