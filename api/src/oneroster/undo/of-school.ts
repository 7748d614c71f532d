import type { SchoolState } from '../../school/decider.ts';
import { type Of, retitled, type Undoing } from './undoing.ts';

type SchoolEvent = Of<
  | 'SchoolOpened'
  | 'SchoolRenamed'
  | 'BellsSet'
  | 'SubjectAdded'
  | 'SubjectRenamed'
  | 'TermScheduled'
  | 'TermRescheduled'
>;

/** How an event of a school is undone. */
export function ofSchool(event: SchoolEvent, before: SchoolState): Undoing<'school'> {
  const { schoolId } = event.data;
  switch (event.type) {
    case 'SchoolOpened':
      return { on: [schoolId], commands: [{ type: 'WithdrawSchool' }], founds: true };
    case 'SchoolRenamed':
      return retitled<'school'>(
        { said: event.data.title, was: before?.title },
        (now) => now?.title,
        (title) => ({ type: 'RenameSchool', title }),
      );
    case 'BellsSet':
      // The first bells of a new school: they go with it or stay with it.
      return { on: [schoolId], commands: [] };
    case 'SubjectAdded': {
      const { subjectId } = event.data;
      return { on: [subjectId], commands: [{ type: 'WithdrawSubject', subjectId }] };
    }
    case 'SubjectRenamed': {
      const { subjectId, title: said } = event.data;
      const titleOf = (school: SchoolState) => school?.subjects.get(subjectId)?.title;
      return retitled<'school'>({ said, was: titleOf(before) }, titleOf, (title) => ({
        type: 'RenameSubject',
        subjectId,
        title,
      }));
    }
    case 'TermScheduled': {
      const { termId } = event.data;
      return { on: [termId], commands: [{ type: 'RemoveTerm', termId, lessons: 0 }] };
    }
    case 'TermRescheduled': {
      const { termId, title, from, to } = event.data;
      const was = before?.terms.get(termId) ?? { title, from, to };
      const is = (now: SchoolState, term: typeof was) => {
        const there = now?.terms.get(termId);
        return there?.title === term.title && there.from === term.from && there.to === term.to;
      };
      return {
        on: [termId],
        still: (now) => is(now, event.data),
        done: (now) => is(now, was),
        commands: [{ type: 'RescheduleTerm', termId, title: was.title, from: was.from, to: was.to }],
      };
    }
  }
}
