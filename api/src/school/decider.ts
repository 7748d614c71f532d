import {
  type Bell,
  type SchoolCalendarEvent,
  type SchoolEvent,
  type SchoolId,
  type SecondFactorRule,
  secondFactorDefault,
} from '@peremena/events';
import { Refusal, type Decider } from '../core/decider.ts';
import { calendarAfter, inOrder, keepCalendar, noCalendar, rung, termsApart, type CalendarState } from './calendar.ts';
import type { SchoolCommand } from './commands.ts';

interface Named {
  readonly title: string;
  readonly source: string | null;
}
export interface Term extends Named {
  readonly from: string;
  readonly to: string;
}
export interface School extends Named, CalendarState {
  readonly schoolId: SchoolId;
  readonly bells: readonly Bell[];
  readonly subjects: ReadonlyMap<string, Named>;
  readonly terms: ReadonlyMap<string, Term>;
  readonly secondFactor: SecondFactorRule;
}
export type SchoolState = School | null;

type Of<T extends SchoolCommand['type']> = Extract<SchoolCommand, { type: T }>;

/** Rules of a school: its bells, subjects and terms. A thing made again under the same id and source is nothing to do. */
export const schoolDecider: Decider<SchoolState, SchoolCommand, SchoolEvent | SchoolCalendarEvent> = {
  initialState: null,
  decide(state, command) {
    if (command.type === 'OpenSchool') return open(state, command);
    if (!state && command.type === 'WithdrawSchool') return [];
    if (!state) throw new Refusal('school_unknown');
    const { schoolId } = state;
    switch (command.type) {
      case 'RenameSchool':
        return state.title === command.title
          ? []
          : [{ type: 'SchoolRenamed', data: { schoolId, title: command.title } }];
      case 'SetBells':
        return setBells(state, command);
      case 'AddSubject': {
        if (isThere(state.subjects.get(command.subjectId), command, 'subject_exists')) return [];
        const { subjectId, title, source } = command;
        return [{ type: 'SubjectAdded', data: { schoolId, subjectId, title, source } }];
      }
      case 'RenameSubject': {
        const { subjectId, title } = command;
        const subject = state.subjects.get(subjectId);
        if (!subject) throw new Refusal('subject_unknown', { subjectId });
        return subject.title === title ? [] : [{ type: 'SubjectRenamed', data: { schoolId, subjectId, title } }];
      }
      case 'WithdrawSubject': {
        const { subjectId } = command;
        return state.subjects.has(subjectId) ? [{ type: 'SubjectWithdrawn', data: { schoolId, subjectId } }] : [];
      }
      case 'WithdrawSchool':
        if (state.subjects.size > 0 || state.terms.size > 0) throw new Refusal('later_facts');
        return [{ type: 'SchoolOpeningWithdrawn', data: { schoolId } }];
      case 'ScheduleTerm': {
        if (isThere(state.terms.get(command.termId), command, 'term_exists')) return [];
        const { termId, title, from, to, source, kept } = inOrder(command);
        if (kept) termsApart(state, command);
        return [
          { type: 'TermScheduled', data: { schoolId, termId, title, from, to, source } },
          ...(kept ? [{ type: 'LessonsRecheckAsked' as const, data: { schoolId } }] : []),
        ];
      }
      case 'RescheduleTerm':
        return reschedule(state, inOrder(command));
      case 'SetSecondFactorRule':
        return setSecondFactor(state, command);
      default:
        return keepCalendar(state, command);
    }
  },
  evolve(state, event) {
    if (event.type === 'SchoolOpened') {
      const { schoolId, title, source } = event.data;
      return {
        schoolId,
        title,
        source,
        bells: [],
        subjects: new Map(),
        terms: new Map(),
        secondFactor: secondFactorDefault,
        ...noCalendar,
      };
    }
    if (!state) return state;
    switch (event.type) {
      case 'SchoolRenamed':
        return { ...state, title: event.data.title };
      case 'BellsSet':
        return { ...state, bells: event.data.bells };
      case 'SubjectAdded':
        return { ...state, subjects: new Map(state.subjects).set(event.data.subjectId, event.data) };
      case 'SubjectRenamed': {
        const { subjectId, title } = event.data;
        const source = state.subjects.get(subjectId)?.source ?? null;
        return { ...state, subjects: new Map(state.subjects).set(subjectId, { title, source }) };
      }
      case 'SubjectWithdrawn': {
        const subjects = new Map(state.subjects);
        subjects.delete(event.data.subjectId);
        return { ...state, subjects };
      }
      case 'SchoolOpeningWithdrawn':
        return null;
      case 'TermScheduled':
        return { ...state, terms: new Map(state.terms).set(event.data.termId, event.data) };
      case 'TermRescheduled': {
        const source = state.terms.get(event.data.termId)?.source ?? null;
        return { ...state, terms: new Map(state.terms).set(event.data.termId, { ...event.data, source }) };
      }
      case 'SecondFactorRuleSet':
        return { ...state, secondFactor: event.data.after };
      default:
        return calendarAfter(state, event);
    }
  },
};

function open(state: SchoolState, { schoolId, title, timeZone, scale, source }: Of<'OpenSchool'>): SchoolEvent[] {
  if (state && isThere(state, { source }, 'school_exists')) return [];
  return [{ type: 'SchoolOpened', data: { schoolId, title, timeZone, scale, source } }];
}

function setBells({ schoolId, bells: before }: School, command: Of<'SetBells'>): SchoolEvent[] {
  const bells = rung(command.bells);
  return JSON.stringify(bells) === JSON.stringify(before) ? [] : [{ type: 'BellsSet', data: { schoolId, bells } }];
}

function reschedule(school: School, command: Of<'RescheduleTerm'>): (SchoolEvent | SchoolCalendarEvent)[] {
  const { schoolId } = school;
  const { termId, title, from, to, kept } = command;
  const term = school.terms.get(termId);
  if (!term) throw new Refusal('term_unknown', { termId });
  if (term.title === title && term.from === from && term.to === to) return [];
  if (kept) termsApart(school, command);
  if (kept && kept.lessonsOutside > 0) throw new Refusal('term_leaves_lessons', { lessons: kept.lessonsOutside });
  return [
    { type: 'TermRescheduled', data: { schoolId, termId, title, from, to } },
    ...(kept ? [{ type: 'LessonsRecheckAsked' as const, data: { schoolId } }] : []),
  ];
}

/** Staff get a quarter of a year at most to set one up. */
const graceDays = 92;

function setSecondFactor(
  { schoolId, secondFactor: before }: School,
  { rule, saw, context }: Of<'SetSecondFactorRule'>,
): SchoolEvent[] {
  const after = { required: rule.required, from: rule.required ? rule.from : null };
  if (sameRule(before, after)) return [];
  if (saw && !sameRule(before, saw)) throw new Refusal('settings_changed', { now: before });
  const latest = new Date(Date.parse(context.today) + graceDays * 86_400_000).toISOString().slice(0, 10);
  if (after.from !== null && after.from > latest) throw new Refusal('grace_long', { latest });
  return [{ type: 'SecondFactorRuleSet', data: { schoolId, before, after } }];
}

const sameRule = (a: SecondFactorRule, b: SecondFactorRule) => a.required === b.required && a.from === b.from;

/** An id belongs to the source that brought it: the same one again is a repeat, another one a clash. */
function isThere(
  there: { readonly source: string | null } | undefined,
  wanted: { readonly source: string | null },
  code: string,
): boolean {
  if (there && there.source !== wanted.source) throw new Refusal(code, { source: there.source });
  return there !== undefined;
}
