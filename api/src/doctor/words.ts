import type { Language } from '../core/problem-table.ts';
import type { Finding } from './finding.ts';

type Say = (facts: Finding['facts']) => string;
type Words = Readonly<Record<Finding['what'], Readonly<Partial<Record<Finding['state'], Say>>>>>;

const ru: Words = {
  folder: {
    well: ({ path }) => `Папка данных ${path}: читать её можете только вы.`,
    warn: ({ path }) => `Папку данных ${path} могут читать другие: chmod 700 ${path}`,
  },
  disk: {
    well: ({ gigabytes }) => `Свободно ${gigabytes} ГБ.`,
    warn: ({ gigabytes }) => `Свободно только ${gigabytes} ГБ: освободите место, пока запись идёт.`,
    ill: ({ gigabytes }) => `Свободно ${gigabytes} ГБ: запись вот-вот остановится. Освободите место.`,
  },
  pages: { well: () => 'Страницы собраны.', warn: () => 'Страницы не собраны: их собирает npm start.' },
  database: {
    well: ({ version }) => `База данных отвечает (Postgres ${version}).`,
    ill: ({ version, error }) =>
      error
        ? `База данных не отвечает: ${error}. Проверьте DATABASE_URL и что сервер запущен.`
        : `Postgres ${version} слишком старый: нужен 15 или новее.`,
  },
  safety: {
    well: () => 'Подтверждённая запись переживёт отключение питания.',
    ill: ({ settings, error }) =>
      error
        ? `Настройки базы не прочитать: ${error}`
        : `При сбое машины подтверждённое может пропасть: ${settings}. Включите в postgresql.conf.`,
  },
  clock: {
    well: () => 'Часы программы и базы идут одинаково.',
    warn: ({ seconds }) => `Часы программы и базы расходятся на ${seconds} с: включите синхронизацию времени.`,
    ill: ({ error }) => `Время базы не прочитать: ${error}`,
  },
  vault: {
    well: () => 'Ключи личных данных открываются.',
    ill: ({ error }) =>
      `Ключи личных данных не открыть: ${error}. Верните файл главного ключа из копии; без него имена не прочесть.`,
  },
  log: {
    well: ({ head }) => `Журнал читается, последняя позиция ${head}.`,
    warn: () => 'Журнала ещё нет: его создаст первый запуск.',
    ill: ({ error }) => `Журнал не читается: ${error}`,
  },
  'read models': {
    well: ({ events }) => `Модели чтения успевают за журналом (отставание ${events}).`,
    warn: ({ events }) =>
      events === undefined
        ? 'Моделей чтения ещё нет: их построит первый запуск.'
        : `Модели чтения отстают на ${events} событий: страницы показывают прошлое. Работает ли проектор?`,
    ill: ({ error }) => `Отставание моделей чтения не измерить: ${error}`,
  },
  parked: {
    well: () => 'Отложенных событий нет.',
    ill: ({ events, error }) =>
      error
        ? `Отложенные события не пересчитать: ${error}`
        : `Отложено событий: ${events}. Какие и почему, скажет «projection status».`,
  },
  projector: {
    well: () => 'Проектор работает.',
    warn: () => 'Проектор сейчас не работает: новое не попадёт на страницы, пока он не запущен.',
  },
  provider: {
    well: ({ issuer }) => `Поставщик входа ${issuer} отвечает.`,
    ill: ({ issuer, fault, error }) =>
      fault === 'unreachable'
        ? `Поставщик входа ${issuer} не отвечает как OpenID Connect (${error}): проверьте OIDC_ISSUER и сеть. Вход по паролю работает.`
        : fault === 'another'
          ? `Поставщик входа по адресу ${issuer} называет себя по-другому: впишите в OIDC_ISSUER имя, которым он себя зовёт.`
          : `Настройки поставщика входа не годятся: ${error}`,
  },
};

const en: Words = {
  folder: {
    well: ({ path }) => `The data folder ${path} can be read by you alone.`,
    warn: ({ path }) => `Others can read the data folder ${path}: chmod 700 ${path}`,
  },
  disk: {
    well: ({ gigabytes }) => `${gigabytes} GB are free.`,
    warn: ({ gigabytes }) => `Only ${gigabytes} GB are free: make room while writing goes on.`,
    ill: ({ gigabytes }) => `${gigabytes} GB are free: writing is about to stop. Make room.`,
  },
  pages: { well: () => 'The pages are built.', warn: () => 'The pages are not built: npm start builds them.' },
  database: {
    well: ({ version }) => `The database answers (Postgres ${version}).`,
    ill: ({ version, error }) =>
      error
        ? `The database does not answer: ${error}. Check DATABASE_URL and that the server runs.`
        : `Postgres ${version} is too old: 15 or newer is needed.`,
  },
  safety: {
    well: () => 'What was acknowledged survives a loss of power.',
    ill: ({ settings, error }) =>
      error
        ? `The settings of the database cannot be read: ${error}`
        : `A crash of the machine may lose what was acknowledged: ${settings}. Switch them on in postgresql.conf.`,
  },
  clock: {
    well: () => 'The clocks of program and database agree.',
    warn: ({ seconds }) => `The clocks of program and database differ by ${seconds} s: switch on time synchronisation.`,
    ill: ({ error }) => `The time of the database cannot be read: ${error}`,
  },
  vault: {
    well: () => 'The keys of personal data open.',
    ill: ({ error }) =>
      `The keys of personal data do not open: ${error}. Put the master key back from its copy; without it names cannot be read.`,
  },
  log: {
    well: ({ head }) => `The log can be read; its last position is ${head}.`,
    warn: () => 'There is no log yet: the first start makes it.',
    ill: ({ error }) => `The log cannot be read: ${error}`,
  },
  'read models': {
    well: ({ events }) => `The read models keep up with the log (${events} behind).`,
    warn: ({ events }) =>
      events === undefined
        ? 'There are no read models yet: the first start builds them.'
        : `The read models are ${events} events behind: pages show the past. Does the projector run?`,
    ill: ({ error }) => `How far the read models are behind cannot be told: ${error}`,
  },
  parked: {
    well: () => 'No event is set aside.',
    ill: ({ events, error }) =>
      error
        ? `The events set aside cannot be counted: ${error}`
        : `Events set aside: ${events}. Which and why is said by "projection status".`,
  },
  projector: {
    well: () => 'The projector works.',
    warn: () => 'The projector does not work now: what is new is not shown until it is started.',
  },
  provider: {
    well: ({ issuer }) => `The provider ${issuer} to sign in through answers.`,
    ill: ({ issuer, fault, error }) =>
      fault === 'unreachable'
        ? `The provider ${issuer} does not answer as OpenID Connect (${error}): check OIDC_ISSUER and the network. Signing in by password works.`
        : fault === 'another'
          ? `The provider at ${issuer} calls itself by another name: put that name into OIDC_ISSUER.`
          : `The settings of the provider do not do: ${error}`,
  },
};

/** A finding as a sentence. */
export function sentenceOf({ what, state, facts }: Finding, language: Language): string {
  return { ru, en }[language][what][state]?.(facts) ?? `${what}: ${String(facts['error'] ?? state)}`;
}
