import type { SaySchoolCalendar } from '#lib/i18n/school-calendar.ts';
import type { ActionData } from './$types';

/** What every form of the page knows. */
export interface Known {
  readonly school: string;
  readonly nonce: string;
  /** The id of a schedule yet to be made: sent twice it is one. */
  readonly fresh: string;
  readonly refused: ActionData;
  readonly say: SaySchoolCalendar;
}

/** Why a form was refused, where it was this one. */
export function refusalOf({ refused }: Pick<Known, 'refused'>, about: string): string | null {
  return refused && refused.about === about && 'sentence' in refused ? (refused.sentence ?? null) : null;
}

/** What was typed into a form that came back, else nothing. */
export function typedIn({ refused }: Pick<Known, 'refused'>, about: string): Readonly<Record<string, string>> | null {
  return refused && refused.about === about && 'typed' in refused ? (refused.typed ?? null) : null;
}
