import type { EventId, JournalEvent, LessonId, MarkId, PersonId, WorkKind } from '@peremena/events';
import { Refusal, type Decider, type Written } from '../core/decider.ts';
import type { JournalCommand, PostMarks, SetLessonWork } from './commands.ts';

interface Mark {
  readonly markId: MarkId;
  readonly value: string;
  /** The event that wrote the value: what a page names in `replaces`. */
  readonly event: EventId;
  readonly at: string;
  readonly byId: PersonId | null;
}
interface Column {
  readonly work: { readonly kind: WorkKind; readonly weight: number };
  readonly marks: ReadonlyMap<PersonId, Mark>;
}
/** The journal of a group in a term: a column per lesson. */
export type JournalState = ReadonlyMap<LessonId, Column>;

const blank: Column = { work: { kind: 'classwork', weight: 1 }, marks: new Map() };

/** Rules of a journal: what may be written into a cell, and what a change of it must say. */
export const journalDecider: Decider<JournalState, JournalCommand, JournalEvent> = {
  initialState: new Map(),
  decide(state, command) {
    const column = state.get(command.lessonId) ?? blank;
    return command.type === 'PostMarks' ? postMarks(column, command) : setWork(column, command);
  },
  evolve(state, event, written) {
    const { lessonId } = event.data;
    const column = state.get(lessonId) ?? blank;
    return new Map(state).set(lessonId, evolveColumn(column, event, written));
  },
};

function evolveColumn(column: Column, event: JournalEvent, { id, at, actorId }: Written): Column {
  if (event.type === 'LessonWorkSet') return { ...column, work: { kind: event.data.kind, weight: event.data.weight } };
  const { pupilId, markId } = event.data;
  const marks = new Map(column.marks);
  if (event.type === 'MarkWithdrawn') marks.delete(pupilId);
  else {
    const value = event.type === 'MarkPosted' ? event.data.value : event.data.after;
    marks.set(pupilId, { markId, value, event: id, at, byId: actorId });
  }
  return { ...column, marks };
}

function setWork({ work }: Column, { schoolId, groupId, lessonId, kind, weight }: SetLessonWork): JournalEvent[] {
  if (work.kind === kind && work.weight === weight) return [];
  return [{ type: 'LessonWorkSet', data: { schoolId, groupId, lessonId, kind, weight } }];
}

function postMarks(
  { marks: cells }: Column,
  { schoolId, groupId, lessonId, marks, context }: PostMarks,
): JournalEvent[] {
  if (context.cancelled && marks.some(({ value }) => value !== null)) throw new Refusal('lesson_is_cancelled');
  refuseSome(
    'pupil_not_in_group',
    'pupils',
    marks.filter(({ pupilId }) => !context.members.includes(pupilId)).map(({ pupilId }) => pupilId),
  );
  refuseSome(
    'mark_off_scale',
    'cells',
    marks.filter(({ value }) => value !== null && !context.values.includes(value)).map(cellOf),
  );

  const changes = marks
    .map((wanted) => ({ ...wanted, current: cells.get(wanted.pupilId) ?? null }))
    .filter(({ value, current }) => value !== (current?.value ?? null));
  const overtaken = changes.filter(({ replaces, current }) => replaces !== (current?.event ?? null));
  refuseSome(
    'cell_changed',
    'cells',
    overtaken.map(({ pupilId, value, current }) => ({ pupilId, yours: value, current: seen(current) })),
  );
  refuseSome(
    'reason_needed',
    'cells',
    changes.filter(({ current, reason }) => current !== null && reason === null).map(cellOf),
  );

  const ids = { schoolId, groupId, lessonId };
  return changes.flatMap(({ pupilId, markId, value, current, reason, note }): JournalEvent[] => {
    if (!current || !reason)
      return value === null ? [] : [{ type: 'MarkPosted', data: { ...ids, markId, pupilId, value } }];
    const change = {
      ...ids,
      markId: current.markId,
      pupilId,
      replaces: current.event,
      reason,
      note,
      before: current.value,
    };
    return [
      value === null
        ? { type: 'MarkWithdrawn', data: change }
        : { type: 'MarkCorrected', data: { ...change, after: value } },
    ];
  });
}

const cellOf = ({ pupilId, value }: PostMarks['marks'][number]) => ({ pupilId, yours: value });
const seen = (mark: Mark | null) => mark && { value: mark.value, event: mark.event, at: mark.at, byId: mark.byId };

function refuseSome(code: string, fact: string, found: readonly unknown[]): void {
  if (found.length > 0) throw new Refusal(code, { [fact]: found });
}
