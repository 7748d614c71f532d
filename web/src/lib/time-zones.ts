import type { Language } from './i18n/language.ts';

// West to east, as the country spells them; the rest of the world follows by name.
const russian: Readonly<Record<string, string>> = {
  'Europe/Kaliningrad': 'Калининград',
  'Europe/Moscow': 'Москва',
  'Europe/Samara': 'Самара',
  'Asia/Yekaterinburg': 'Екатеринбург',
  'Asia/Omsk': 'Омск',
  'Asia/Krasnoyarsk': 'Красноярск',
  'Asia/Irkutsk': 'Иркутск',
  'Asia/Yakutsk': 'Якутск',
  'Asia/Vladivostok': 'Владивосток',
  'Asia/Magadan': 'Магадан',
  'Asia/Kamchatka': 'Камчатка',
};

/** A time zone to choose: its IANA name, and what people read. */
export interface ZoneChoice {
  readonly value: string;
  readonly label: string;
}

/** A time zone in words: the city and how far it is from Greenwich now. */
export function zoneLabel(zone: string, language: Language, at: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(at);
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const city = language === 'ru' ? russian[zone] : undefined;
  return `${city ?? zone.slice(zone.indexOf('/') + 1).replaceAll('_', ' ')} (${offset.replace('GMT', 'UTC')})`;
}

/** Every time zone: those of Russia first, then all others by region and city. */
export function zoneChoices(language: Language, at: Date): { readonly near: ZoneChoice[]; readonly far: ZoneChoice[] } {
  const choice = (value: string): ZoneChoice => ({ value, label: zoneLabel(value, language, at) });
  const far = Intl.supportedValuesOf('timeZone').filter((zone) => !(zone in russian) && zone.includes('/'));
  const region = (zone: string) => zone.slice(0, zone.indexOf('/'));
  return {
    near: Object.keys(russian).map(choice),
    far: far.map((zone) => ({ value: zone, label: `${region(zone)}: ${zoneLabel(zone, language, at)}` })),
  };
}
