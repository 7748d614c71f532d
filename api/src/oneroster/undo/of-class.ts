import type { ClassState } from '../../class/decider.ts';
import { together, within } from './later-facts.ts';
import { endOf, type Of, retitled, type Undoing } from './undoing.ts';

type ClassEvent = Of<
  | 'ClassOpened'
  | 'ClassRenamed'
  | 'ClassPromoted'
  | 'PupilEnrolled'
  | 'PupilUnenrolled'
  | 'TutorAppointed'
  | 'TutorReleased'
>;

/** How an event of a class is undone. */
export function ofClass(event: ClassEvent, before: ClassState): Undoing<'class'> {
  const { schoolId, classId } = event.data;
  switch (event.type) {
    case 'ClassOpened':
      return { on: [classId], commands: [{ type: 'WithdrawOpening' }], founds: true };
    case 'ClassRenamed':
    case 'ClassPromoted':
      return retitled<'class'>(
        { said: event.data.title, was: before?.title },
        (now) => now?.title,
        (title) => ({ type: 'RenameClass', title }),
      );
    case 'PupilEnrolled': {
      const { pupilId, from, to } = event.data;
      return { on: [within(pupilId, schoolId)], commands: [{ type: 'CancelEnrollment', pupilId, from, to }] };
    }
    case 'PupilUnenrolled': {
      const { pupilId, from, lastDay } = event.data;
      const to = endOf(before?.pupils.get(pupilId), from) ?? null;
      return {
        on: [within(pupilId, schoolId)],
        commands: [{ type: 'ContinueEnrollment', pupilId, from, lastDay, to }],
      };
    }
    case 'TutorAppointed': {
      const { teacherId, from, to } = event.data;
      return {
        on: [together(teacherId, classId)],
        commands: [{ type: 'WithdrawAppointment', teacherId, from, to }],
      };
    }
    case 'TutorReleased': {
      const { teacherId, from, lastDay } = event.data;
      const to = endOf(before?.tutors.get(teacherId), from) ?? null;
      return {
        on: [together(teacherId, classId)],
        done: (now) => endOf(now?.tutors.get(teacherId), from) === to,
        commands: [
          { type: 'WithdrawAppointment', teacherId, from, to: lastDay },
          { type: 'AppointTutor', teacherId, from, to, source: 'oneroster' },
        ],
      };
    }
  }
}
