/** What a guesser knows of a person: login, names, titles of schools. */
export interface KnownOf {
  readonly login: string;
  readonly names: readonly string[];
  readonly schools: readonly string[];
}

/** Characters that must be left once everything easy to guess is taken out. */
const enough = 6;

// Words that lists of leaked passwords begin with, as they are heard; how they are written (layout, figures for letters) is undone below.
const words = [
  ...['пароль', 'привет', 'любовь', 'люблю', 'солнышко', 'россия', 'москва', 'максим', 'наташа', 'марина', 'алексей'],
  ...['андрей', 'дмитрий', 'сергей', 'никита', 'настя', 'анастасия', 'александр', 'виктория', 'светлана', 'спартак'],
  ...[
    'зенит',
    'школа',
    'ученик',
    'учитель',
    'дневник',
    'журнал',
    'перемена',
    'класс',
    'мама',
    'папа',
    'кошка',
    'собака',
  ],
  ...['password', 'passw', 'parol', 'admin', 'login', 'letmein', 'welcome', 'iloveyou', 'monkey', 'dragon', 'master'],
  ...[
    'sunshine',
    'princess',
    'football',
    'baseball',
    'superman',
    'batman',
    'pokemon',
    'minecraft',
    'roblox',
    'standoff',
  ],
  ...['privet', 'lubov', 'lyubov', 'russia', 'rossiya', 'moscow', 'moskva', 'school', 'shkola', 'peremena', 'dnevnik'],
  ...['test', 'user', 'hello', 'secret', 'qwerty', 'qwe', 'asd', 'zxc', 'qaz', 'wsx', 'edc', 'abc', 'йцукен', 'абв'],
];

const rows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'];
const alphabets = ['abcdefghijklmnopqrstuvwxyz', 'абвгдежзийклмнопрстуфхцчшщъыьэюя'];

const lines = [...rows, ...alphabets].flatMap((line) => [line, [...line].toReversed().join('')]);
// Four keys in a row, in either direction; the longest first.
const runs = lines
  .flatMap((line) =>
    Array.from({ length: line.length - 3 }, (_, from) => line.slice(from)).flatMap((rest) =>
      Array.from({ length: rest.length - 3 }, (_, cut) => rest.slice(0, rest.length - cut)),
    ),
  )
  .toSorted((a, b) => b.length - a.length);
const withoutRuns = (text: string) => runs.reduce((rest, run) => rest.replaceAll(run, ' '), text);

const keysLatin = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const keysRussian = 'йцукенгшщзхъфывапролджэячсмитьбюё';
const figures: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const latinOf: Readonly<Record<string, string>> = Object.fromEntries(
  [...'абвгдеёзийклмнопрстуфыэ'].map((letter, at) => [letter, [...'abvgdeeziiklmnoprstufye'][at] ?? '']),
);
const pairs: Readonly<Record<string, string>> = {
  ж: 'zh',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ю: 'yu',
  я: 'ya',
  ъ: '',
  ь: '',
};

const swapped = (from: string, to: string) => (text: string) =>
  [...text].map((sign) => (from.includes(sign) ? (to[from.indexOf(sign)] ?? sign) : sign)).join('');
const asRussianKeys = swapped(keysLatin, keysRussian);
const withoutFigures = (text: string) => [...text].map((sign) => figures[sign] ?? sign).join('');
const inLatin = (text: string) => [...text].map((sign) => pairs[sign] ?? latinOf[sign] ?? sign).join('');
const plain = (text: string) => text.normalize('NFKC').toLowerCase();

/**
 * Why a password is guessed early: it is made of what everybody tries (`password_common`) or of what is known of the person
 * (`password_personal`). Words, runs of keys, repeats and figures are taken out; what is left has to be long enough by itself. Null: it will do.
 */
export function easy(password: string, known: KnownOf): 'password_common' | 'password_personal' | null {
  const typed = plain(password);
  const readings = [typed, withoutFigures(typed), asRussianKeys(typed)];
  const leftOf = (list: readonly string[]) => Math.min(...readings.map((reading) => left(reading, list)));
  if (leftOf(words) < enough) return 'password_common';
  return leftOf([...words, ...personal(known)]) < enough ? 'password_personal' : null;
}

function personal({ login, names, schools }: KnownOf): readonly string[] {
  const spoken = [login, ...names, ...schools].map(plain).flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  const figuresOf = schools.flatMap((title) => title.match(/\d+/g) ?? []);
  const long = spoken.filter((word) => [...word].length >= 3);
  return [...long, ...long.map(inLatin), ...figuresOf];
}

/** How many different letters are left of a text after words, runs of keys and everything that is no letter are taken out. */
function left(text: string, list: readonly string[]): number {
  const longestFirst = list.toSorted((a, b) => b.length - a.length);
  const without = longestFirst.reduce((rest, word) => rest.replaceAll(word, ' '), withoutRuns(text));
  const letters = without.replaceAll(/[^\p{L}]+/gu, '').replaceAll(/(.+?)\1+/gu, '$1');
  return [...letters].length;
}
