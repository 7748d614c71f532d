import type { Language } from './language.ts';
import en from './provider.en.ts';
import ru from './provider.ru.ts';
import type { Like } from './words.ts';

export type ProviderWords = Like<typeof ru>;

/** Words of signing in through a provider of OpenID Connect, and of linking an account there. */
export function providerWords(language: Language): ProviderWords {
  return language === 'en' ? en : ru;
}

/** The word for a fault named in an address; what nobody of us wrote there is `trouble`. Null where none is named. */
export function faultWord(named: string | null): keyof ProviderWords | null {
  if (named === null) return null;
  const known = /^(provider_\w+|too_many_tries)$/.test(named) && Object.hasOwn(ru, named);
  return known ? (named as keyof ProviderWords) : 'trouble';
}
