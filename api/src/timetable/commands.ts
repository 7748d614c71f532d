import type { SchoolId } from '@peremena/events';
import { GridLesson, GridLessonId, text, TimetableId, CalendarDate } from '@peremena/events';
import * as v from 'valibot';

const { gridLessonId: _, ...place } = GridLesson.entries;

/** A lesson of the grid as a page places it. */
export const GridPlaceBody = v.strictObject(place);
export const DraftBody = v.strictObject({ title: text(80), copyOf: v.nullable(TimetableId) });
/** `saw`: where the page showed the lesson. */
export const GridLessonBody = v.strictObject({ to: GridPlaceBody, saw: GridPlaceBody });
export const GridLessonSeenBody = v.strictObject({ saw: GridPlaceBody });
const clash = { kind: v.picklist(['teacher', 'room', 'group']), first: GridLessonId, second: GridLessonId };
export const AcceptClashBody = v.strictObject(clash);
export const PublishBody = v.strictObject({ from: CalendarDate });

type Place = v.InferOutput<typeof GridPlaceBody>;
interface Named {
  readonly schoolId: SchoolId;
  readonly versionId: TimetableId;
}

export type TimetableCommand =
  | ({
      readonly type: 'DraftTimetable';
      readonly title: string;
      readonly copyOf: TimetableId | null;
      /** The lessons of the version it is a copy of, under ids of their own. */
      readonly lessons: readonly GridLesson[];
    } & Named)
  | { readonly type: 'PlaceGridLessons'; readonly lessons: readonly GridLesson[] }
  | { readonly type: 'ChangeGridLesson'; readonly gridLessonId: GridLessonId; readonly to: Place; readonly saw: Place }
  | { readonly type: 'RemoveGridLesson'; readonly gridLessonId: GridLessonId; readonly saw: Place }
  | {
      readonly type: 'AcceptClash';
      readonly kind: 'teacher' | 'room' | 'group';
      readonly first: GridLessonId;
      readonly second: GridLessonId;
    }
  | {
      readonly type: 'PublishTimetable';
      readonly from: string;
      readonly context: {
        readonly today: string;
        /** The version in force on that day. */
        readonly replaces: TimetableId | null;
        /** The last day of the last term; null where there is none. */
        readonly lastDay: string | null;
        /** Clashes of these very lessons that nobody accepted. */
        readonly clashes: number;
      };
    }
  | { readonly type: 'WithdrawDraft' };
