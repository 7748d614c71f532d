import type { ProblemRow } from './row.ts';

/** What is said before any slice is asked: requests that cannot be read, sessions, limits. */
export const signingInProblems = {
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
  look_not_noted: {
    status: 503,
    ru: 'Сейчас нельзя записать, кто что посмотрел, поэтому страница не показана. Попробуйте через несколько секунд.',
    en: 'Who looked at what cannot be noted right now, so the page is not shown. Try again in a few seconds.',
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
} as const satisfies Record<string, ProblemRow>;
