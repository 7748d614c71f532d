/** The browser and the system a session was begun from, by their own names; null where they are not known. */
export interface Device {
  readonly browser: string | null;
  readonly system: string | null;
}

// The order matters: everybody claims to be Chrome, and Chrome claims to be Safari.
const browsers: readonly (readonly [RegExp, string])[] = [
  [/YaBrowser|YaApp/, 'Яндекс Браузер'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/OPR|Opera/, 'Opera'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|Chromium|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPod/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'ChromeOS'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux|X11/, 'Linux'],
];

/** Reduces a User-Agent to names people know; versions and models, by which one could be told from another, are left out. */
export function deviceOf(userAgent: string | undefined): Device {
  const text = (userAgent ?? '').slice(0, 500);
  const named = (list: typeof browsers) => list.find(([sign]) => sign.test(text))?.[1] ?? null;
  return { browser: named(browsers), system: named(systems) };
}

/** The network an address lies in: /24 of IPv4, /48 of IPv6; null for this very machine and for what is no address. */
export function networkOf(address: string): string | null {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}$/.exec(plain);
  if (four) return four[1] === '127' ? null : `${four[1]}.${four[2]}.${four[3]}.0/24`;
  if (!/^[0-9a-f:]+$/.test(plain) || !plain.includes(':') || plain === '::1') return null;
  const [head = ''] = plain.split('::');
  const groups = [...head.split(':').filter(Boolean), '0', '0', '0'].slice(0, 3);
  return `${groups.join(':')}::/48`;
}
