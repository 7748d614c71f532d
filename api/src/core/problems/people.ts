import type { ProblemRow } from './row.ts';

/** People, posts, guardians, requests, classes and groups. */
export const peopleProblems = {
  person_unknown: { status: 404, ru: 'Такого человека нет.', en: 'There is no such person.' },
  person_exists: { status: 409, ru: 'Этот человек уже есть.', en: 'This person exists already.' },
  matched_otherwise: {
    status: 409,
    ru: 'Об этом id источника уже решено, что это другой человек.',
    en: 'This id of the source is another person, as was decided before.',
  },
  matched_already: {
    status: 409,
    ru: 'Этого человека источник уже знает под другим id.',
    en: 'The source knows this person under another id already.',
  },
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
  export_of_another: {
    status: 409,
    ru: 'Эту выгрузку запросил другой администратор, файл получит только он.',
    en: 'Another admin asked for this file, and only they can fetch it.',
  },
  export_not_ready: { status: 409, ru: 'Файл ещё готовится.', en: 'The file is still being made.' },
  export_gone: {
    status: 409,
    ru: 'Файл хранится сутки и уже удалён. Запросите выгрузку снова.',
    en: 'A file is kept for a day, and this one was removed. Ask for it anew.',
  },
  upload_too_large: {
    status: 413,
    ru: 'Файл больше 64 МБ. Такой вносят в консоли: import oneroster.',
    en: 'The file is larger than 64 MB. Bring it in at the console: import oneroster.',
  },
  upload_no_room: {
    status: 503,
    ru: 'На сервере не хватает места для файла. Скажите об этом тому, кто его обслуживает, и попробуйте позже.',
    en: 'The server has no room for the file. Tell whoever looks after it, and try again later.',
  },
  upload_media: {
    status: 422,
    ru: 'Файл присылают как есть: application/octet-stream.',
    en: 'A file is sent as it is: application/octet-stream.',
  },
  uploads_many: {
    status: 409,
    ru: 'Сейчас лежит уже десять файлов. Удалите ненужные или подождите: каждый хранится сутки.',
    en: 'Ten files are waiting already. Remove some or wait: each is kept for a day.',
  },
  upload_of_another: {
    status: 409,
    ru: 'Этот файл загрузил другой администратор, удалить его может только он.',
    en: 'Another admin uploaded this file, and only they can remove it.',
  },
  upload_unread: {
    status: 409,
    ru: 'Файл ещё проверяется. Внести его можно после проверки.',
    en: 'The file is still being looked through. It can be brought in afterwards.',
  },
  upload_refused: {
    status: 409,
    ru: 'Этот файл внести нельзя: он не прошёл проверку.',
    en: 'This file cannot be brought in: it was refused when it was looked through.',
  },
  upload_taken: {
    status: 409,
    ru: 'Этот файл уже вносят или внесли.',
    en: 'This file is being brought in, or was already.',
  },
  upload_waits: {
    status: 409,
    ru: 'Этот файл ждёт второго человека. Чтобы изменить решения, сначала отзовите запрос.',
    en: 'This file waits for a second person. Withdraw the request before you change decisions.',
  },
  decision_gone: {
    status: 409,
    ru: 'Того, кого вы выбрали, среди похожих больше нет. Обновите страницу и решите заново.',
    en: 'Whom you chose is no longer among those it may be. Reload the page and decide anew.',
  },
  upload_gone: {
    status: 409,
    ru: 'Файл хранится сутки и уже удалён. Загрузите его снова.',
    en: 'A file is kept for a day, and this one was removed. Upload it anew.',
  },
  upload_changed: {
    status: 409,
    ru: 'Файл уже не тот, что проверяли. Ничего не внесено. Загрузите его снова.',
    en: 'The file is not the one that was looked through. Nothing was brought in. Upload it anew.',
  },
  upload_failed: {
    status: 409,
    ru: 'Файл не удалось обработать за пять попыток. Сообщите тому, кто обслуживает систему.',
    en: 'Five attempts at the file failed. Tell whoever runs the system.',
  },
  undo_not_come: {
    status: 409,
    ru: 'Этот файл в школу не вносили: возвращать нечего.',
    en: 'This file was never brought in: there is nothing to undo.',
  },
  undo_unread: {
    status: 409,
    ru: 'Ещё проверяется, что вернётся и что останется. Попросить можно после проверки.',
    en: 'It is still being looked what would be undone. It can be asked for afterwards.',
  },
  undo_refused: {
    status: 409,
    ru: 'Проверка не удалась. Запустите её снова.',
    en: 'Looking ahead did not succeed. Begin it anew.',
  },
  undo_nothing: {
    status: 409,
    ru: 'Возвращать нечего: всё, что можно, уже возвращено.',
    en: 'There is nothing to undo: what could be undone was.',
  },
  undo_taken: {
    status: 409,
    ru: 'Это внесение уже отменяют или отменили.',
    en: 'This import is being undone, or was already.',
  },
  undo_gone: {
    status: 409,
    ru: 'Такой отмены нет. Начните её снова со страницы файла.',
    en: 'There is no such undoing. Begin anew on the page of the file.',
  },
  undo_failed: {
    status: 409,
    ru: 'Отменить не удалось за пять попыток. Сообщите тому, кто обслуживает систему.',
    en: 'Five attempts to undo it failed. Tell whoever runs the system.',
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
  brought_in_results: {
    status: 409,
    ru: 'Здесь есть результаты из прежней системы. Сначала отмените внесение, с которым они пришли.',
    en: 'There are results from another system here. Undo the import they came with first.',
  },
  brought_in_work_unknown: {
    status: 409,
    ru: 'Такой работы в группе нет или она убрана.',
    en: 'The group has no such work, or it was removed.',
  },
  members_many: {
    status: 409,
    ru: 'В классе или группе за все годы бывает до 2000 учеников и до 2000 учителей, считая ушедших. Больше записать нельзя.',
    en: 'Over the years a class or group has up to 2,000 pupils and 2,000 teachers, those who left included. No more can be added.',
  },
  brought_in_many: {
    status: 409,
    ru: 'Слишком много: у группы бывает до 2000 работ, у ученика до 20 результатов за одну работу.',
    en: 'Too many: a group has up to 2,000 works, a pupil up to 20 results for one of them.',
  },
  brought_in_elsewhere: {
    status: 409,
    ru: 'Этот результат уже записан другому ученику.',
    en: 'This result is recorded for another pupil already.',
  },
  brought_in_erased: {
    status: 409,
    ru: 'Данные ученика стёрты, результат остаётся прежним.',
    en: 'What was known of the pupil has been erased; the result stays as it was.',
  },
  score_range: {
    status: 409,
    ru: 'Наибольший балл меньше наименьшего.',
    en: 'The greatest score is below the least.',
  },
  score_off_scale: {
    status: 409,
    ru: 'Балл вне шкалы этой работы.',
    en: 'The score is outside the scale of this work.',
  },
  text_score_off_scale: {
    status: 409,
    ru: 'Такого значения нет в шкале этой работы.',
    en: 'The scale of this work has no such value.',
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
} as const satisfies Record<string, ProblemRow>;
