import type { ClassEvent, ClassId, SchoolId } from '@peremena/events';
import { Refusal, type Decider } from '../core/decider.ts';
import {
  begin,
  cancel,
  end,
  goOn,
  oneMore,
  withEnd,
  withoutPeriod,
  withPeriod,
  withTo,
  type Periods,
} from '../core/period.ts';
import type { ClassCommand } from './commands.ts';

interface Class {
  readonly schoolId: SchoolId;
  readonly classId: ClassId;
  readonly title: string;
  /** The title before any promotion. */
  readonly opened: string;
  readonly source: string | null;
  /** Days on which promotions begin, in order. */
  readonly promotions: readonly Title[];
  readonly pupils: Periods;
  readonly tutors: Periods;
}
interface Title {
  readonly from: string;
  readonly grade: number | null;
  readonly title: string;
}
export type ClassState = Class | null;

/** Rules of a class: who is in it and who is its tutor, by date. */
export const classDecider: Decider<ClassState, ClassCommand, ClassEvent> = {
  initialState: null,
  decide(state, command) {
    if (command.type === 'OpenClass') {
      const { schoolId, classId, title, grade, source } = command;
      if (!state) return [{ type: 'ClassOpened', data: { schoolId, classId, title, grade, source } }];
      if (state.source !== source) throw new Refusal('class_exists', { classId });
      return [];
    }
    if (!state) throw new Refusal('class_unknown');
    const klass = { schoolId: state.schoolId, classId: state.classId };
    if (command.type === 'RenameClass') {
      const { title } = command;
      if (state.title === title) return [];
      // The title in force is meant: those of earlier years stay.
      const last = state.promotions.at(-1);
      return last
        ? [{ type: 'ClassPromoted', data: { ...klass, title, grade: last.grade, from: last.from } }]
        : [{ type: 'ClassRenamed', data: { ...klass, title } }];
    }
    if (command.type === 'WithdrawOpening') {
      if (state.pupils.size > 0 || state.tutors.size > 0) throw new Refusal('later_facts');
      return [{ type: 'ClassOpeningWithdrawn', data: klass }];
    }
    if (command.type === 'PromoteClass' || command.type === 'WithdrawPromotion') return promote(state, klass, command);
    return 'pupilId' in command ? pupil(state, klass, command) : tutor(state, klass, command);
  },
  evolve(state, event) {
    if (event.type === 'ClassOpened')
      return { ...event.data, opened: event.data.title, promotions: [], pupils: new Map(), tutors: new Map() };
    if (!state) return state;
    switch (event.type) {
      case 'ClassRenamed':
        return {
          ...state,
          title: event.data.title,
          ...(state.promotions.length > 0 ? {} : { opened: event.data.title }),
        };
      case 'ClassPromoted':
        return {
          ...state,
          title: event.data.title,
          promotions: [...state.promotions.filter(({ from }) => from !== event.data.from), event.data],
        };
      case 'PromotionWithdrawn': {
        const promotions = state.promotions.filter(({ from }) => from !== event.data.from);
        return { ...state, title: promotions.at(-1)?.title ?? state.opened, promotions };
      }
      case 'ClassOpeningWithdrawn':
        return null;
      case 'PupilEnrolled':
        return { ...state, pupils: withPeriod(state.pupils, event.data.pupilId, event.data) };
      case 'PupilUnenrolled':
        return { ...state, pupils: withEnd(state.pupils, event.data.pupilId, event.data) };
      case 'EnrollmentCancelled':
        return { ...state, pupils: withoutPeriod(state.pupils, event.data.pupilId, event.data) };
      case 'EnrollmentContinued':
        return { ...state, pupils: withTo(state.pupils, event.data.pupilId, event.data) };
      case 'TutorAppointed':
        return { ...state, tutors: withPeriod(state.tutors, event.data.teacherId, event.data) };
      case 'TutorReleased':
        return { ...state, tutors: withEnd(state.tutors, event.data.teacherId, event.data) };
      case 'TutorAppointmentWithdrawn':
        return { ...state, tutors: withoutPeriod(state.tutors, event.data.teacherId, event.data) };
    }
  },
};

type Of<T extends ClassCommand['type']> = Extract<ClassCommand, { type: T }>;
type PupilCommand = Of<'EnrollPupil' | 'UnenrollPupil' | 'CancelEnrollment' | 'ContinueEnrollment'>;
type Ids = Pick<Class, 'schoolId' | 'classId'>;
type Ended = { readonly from: string; readonly lastDay: string };

function promote({ promotions }: Class, klass: Ids, command: Of<'PromoteClass' | 'WithdrawPromotion'>): ClassEvent[] {
  const { from } = command;
  const there = promotions.find((one) => one.from === from);
  if (promotions.some((one) => one.from > from)) throw new Refusal('later_facts', { from: promotions.at(-1)?.from });
  if (command.type === 'WithdrawPromotion')
    return there ? [{ type: 'PromotionWithdrawn', data: { ...klass, from } }] : [];
  const { title, grade } = command;
  if (there) {
    if (there.title !== title) throw new Refusal('later_facts', { from });
    return [];
  }
  return [{ type: 'ClassPromoted', data: { ...klass, title, grade, from } }];
}

function pupil({ pupils }: Class, klass: Ids, command: PupilCommand): ClassEvent[] {
  const { pupilId } = command;
  const ends = (ended: Ended): ClassEvent => ({ type: 'PupilUnenrolled', data: { ...klass, pupilId, ...ended } });
  if (command.type === 'UnenrollPupil') return end(pupils.get(pupilId), command.lastDay, 'not_in_class', ends);
  const { from, to } = command;
  if (command.type === 'CancelEnrollment') {
    return cancel(pupils.get(pupilId), command, () => ({
      type: 'EnrollmentCancelled',
      data: { ...klass, pupilId, from },
    }));
  }
  if (command.type === 'ContinueEnrollment') {
    return goOn(pupils.get(pupilId), command, () => ({
      type: 'EnrollmentContinued',
      data: { ...klass, pupilId, from, to },
    }));
  }
  const { source } = command;
  const begins = () =>
    oneMore<ClassEvent>(pupils, { type: 'PupilEnrolled', data: { ...klass, pupilId, from, to, source } });
  return begin(pupils.get(pupilId), command, 'already_in_class', { begins, ends });
}

function tutor(
  { tutors }: Class,
  klass: Ids,
  command: Of<'AppointTutor' | 'ReleaseTutor' | 'WithdrawAppointment'>,
): ClassEvent[] {
  const { teacherId } = command;
  const ends = (ended: Ended): ClassEvent => ({ type: 'TutorReleased', data: { ...klass, teacherId, ...ended } });
  if (command.type === 'ReleaseTutor') return end(tutors.get(teacherId), command.lastDay, 'not_tutor', ends);
  if (command.type === 'WithdrawAppointment') {
    const { from } = command;
    return cancel(tutors.get(teacherId), command, () => ({
      type: 'TutorAppointmentWithdrawn',
      data: { ...klass, teacherId, from },
    }));
  }
  const { from, to, source } = command;
  const begins = () =>
    oneMore<ClassEvent>(tutors, { type: 'TutorAppointed', data: { ...klass, teacherId, from, to, source } });
  return begin(tutors.get(teacherId), command, 'already_tutor', { begins, ends });
}
