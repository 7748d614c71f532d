import { describe, expect, it } from 'vitest';
import { easy } from './easy.ts';

const known = { login: 'sokolova.n', names: ['Соколова', 'Наталья'], schools: ['Школа № 1543'] };

/** Passwords that the check lets through though everybody guesses them. */
const missed = (check: typeof easy) =>
  [
    ...[
      '1234567890',
      '0987654321',
      'qwertyuiop',
      'qwerty123456',
      'Password2026',
      'P@ssw0rd2026',
      'пароль12345',
      'gfhjkm12345',
    ],
    ...[
      'йцукенгшщз',
      'aaaaaaaaaa',
      'абвабвабвабв',
      'qazwsxedc123',
      'iloveyou2026',
      '01.09.2012 г',
      '89161234567',
      'ghbdtn123456',
    ],
    ...[
      'школа школа школа',
      'peremena17',
      'Peremena2026!',
      'я люблю маму1',
      'zxcvbnm12345',
      'abcdefghij',
      'минск1234567890',
    ],
  ].filter((password) => check(password, known) !== 'password_common');

describe('easy passwords', () => {
  it('are those that everybody tries first, in any layout and with figures for letters', () => {
    expect(missed(easy)).toEqual([]);
  });

  it('fault: a list compared letter by letter is caught', () => {
    const careless: typeof easy = (password) =>
      ['1234567890', 'qwertyuiop'].includes(password) ? 'password_common' : null;
    expect(missed(careless).length).toBeGreaterThan(15);
  });

  it.each(['Sokolova2012', 'Наталья1980', 'natalya.sokolova', 'школа 1543!!', 'НатальяСоколова', 'sokolova.n1'])(
    'are those made of the person: %s',
    (password) => {
      expect(easy(password, known)).toMatch(/^password_(personal|common)$/);
    },
  );

  it.each([
    'совсем другой',
    'мой новый пароль',
    'ёж несёт грушу',
    'correct horse battery',
    'Наталья ест арбузы',
    'k7vR-mQ2x-tBd9w',
  ])('are not: %s', (password) => {
    expect(easy(password, known)).toBeNull();
  });
});
