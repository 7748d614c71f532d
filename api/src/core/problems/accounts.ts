import type { ProblemRow } from './row.ts';

/** Sign-ins, invitations, setting up. */
export const accountsProblems = {
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
  provider_expired: {
    status: 403,
    ru: 'Этот вход уже закончен, начат в другом браузере или ждал больше десяти минут. Начните ещё раз.',
    en: 'This sign-in is over, was begun in another browser or waited for more than ten minutes. Begin again.',
  },
  provider_mixed: {
    status: 403,
    ru: 'Ответ пришёл не на тот вход, который начат здесь: его могли начать в другом окне или другой человек. Начните ещё раз.',
    en: 'The answer does not belong to the sign-in begun here: another window or another person may have begun it. Begin again.',
  },
  provider_denied: {
    status: 403,
    ru: 'Вход не подтверждён: в нём отказано на стороне поставщика. Попробуйте ещё раз или войдите по-другому.',
    en: 'The sign-in was not confirmed: it was declined at the provider. Try again, or sign in another way.',
  },
  provider_refused: {
    status: 403,
    ru: 'Поставщик входа не принял запрос школы. Войдите по-другому и скажите об этом администратору.',
    en: 'The provider did not take the request of the school. Sign in another way and tell the administrator.',
  },
  provider_untrusted: {
    status: 403,
    ru: 'Ответ поставщика входа не прошёл проверку, поэтому никто не вошёл. Начните ещё раз; если повторится, скажите администратору.',
    en: 'The answer of the provider did not pass the checks, so nobody was signed in. Begin again; if it happens anew, tell the administrator.',
  },
  provider_clock: {
    status: 403,
    ru: 'Время в ответе поставщика входа не сходится с нашим. Начните ещё раз; если повторится, скажите администратору, что часы расходятся.',
    en: 'The time in the answer of the provider does not agree with ours. Begin again; if it happens anew, tell the administrator that the clocks differ.',
  },
  provider_unlinked: {
    status: 403,
    ru: 'Эта учётная запись ещё ни с кем не связана. Войдите один раз по логину и свяжите её в разделе «Ещё», или примите приглашение школы.',
    en: 'This account is not linked to anybody yet. Sign in once with your login and link it under “More”, or take the invitation of the school.',
  },
  provider_taken: {
    status: 409,
    ru: 'Эта учётная запись уже связана с другим человеком. Войдите у поставщика под своей.',
    en: 'This account is linked to somebody else already. Sign in at the provider with your own.',
  },
  provider_another: {
    status: 409,
    ru: 'С вами уже связана учётная запись. Сначала отвяжите её.',
    en: 'An account is linked to you already. Take that link away first.',
  },
  provider_last: {
    status: 409,
    ru: 'Без этой связи войти будет нечем. Сначала задайте пароль или добавьте ключ доступа.',
    en: 'Without this link there would be no way to sign in. First set a password or add a passkey.',
  },
  provider_elsewhere: {
    status: 409,
    ru: 'Этот вход работает по другому адресу сайта. Откройте его и начните там.',
    en: 'This way of signing in works at another address of the site. Open that one and begin there.',
  },
  provider_unreachable: {
    status: 503,
    ru: 'Поставщик входа сейчас не отвечает. Войдите по логину или попробуйте позже.',
    en: 'The provider does not answer now. Sign in with your login, or try later.',
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
} as const satisfies Record<string, ProblemRow>;
