import type { ClassId, GroupId, PersonId, SchoolId, SchoolYearId, TermId, Uuid, YearPart } from '@peremena/events';
import { addDays } from '@peremena/projections/queries';
import type * as v from 'valibot';
import type { Fact } from '../access/fact.ts';
import { Refusal } from '../core/decider.ts';
import { type KnownGroup, planRoster } from './plan.ts';
import { gradeOf, groupTitle } from './titles.ts';
import type { PlannedYear, YearBody } from './year-commands.ts';

type Id = v.InferOutput<typeof Uuid>;

/** What a change of the school year is planned from, on the last day of the old one. */
export interface YearSurroundings {
  readonly schoolId: SchoolId;
  readonly yearId: SchoolYearId;
  readonly changeId: Id;
  /** Ids for new things, the same ones each time they are asked for. */
  readonly idFor: (name: string) => string;
  readonly classes: readonly {
    readonly id: string;
    readonly title: string;
    readonly grade: number | null;
    readonly pupils: readonly string[];
  }[];
  readonly groups: readonly KnownGroup[];
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
  readonly terms: readonly { readonly from: string; readonly to: string }[];
}

/** The plan, and the pupils for whom it cannot be made, with the code of why. */
export interface YearPlan {
  readonly planned: PlannedYear;
  readonly left: readonly YearPart[];
}

/** What the change of a school year does, row by row; pure. Refused as a whole where its titles or terms cannot be. */
export function planYear(body: YearBody, around: YearSurroundings): YearPlan {
  const { on } = body;
  const { schoolId, yearId, changeId, idFor } = around;
  const known = new Map(around.classes.map((one) => [one.id, one]));
  const wanted = new Map<string, string | null>(body.classes.map(({ classId, title }) => [classId, title]));
  if ([...wanted.keys()].some((id) => !known.has(id))) throw new Refusal('class_unknown');
  checkTitles(body, around);
  checkTerms(body, around);
  const apart = new Map<string, string | null>(body.pupils.map(({ pupilId, toClassId }) => [pupilId, toClassId]));
  const left: YearPart[] = [];
  const moves = around.classes.flatMap(({ id: classId, pupils }) =>
    pupils.flatMap((pupilId) => {
      const into = apart.get(pupilId);
      if (into === undefined && wanted.get(classId) !== null) return [];
      try {
        return [moveOf({ pupilId, classId, into: into ?? null, on }, around)];
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        left.push({ what: 'pupil', id: pupilId, code: error.code });
        return [];
      }
    }),
  );
  const promoted = around.classes.flatMap((one) => {
    const title = wanted.get(one.id);
    if (title === undefined || title === null || title === one.title) return [];
    const groups = around.groups
      .filter(({ classId }) => classId === one.id)
      .flatMap((group) => {
        const renamed = groupTitle(group.title, one.title, title);
        return renamed === null ? [] : [{ groupId: group.id as GroupId, title: renamed }];
      });
    return [{ classId: one.id as ClassId, title, grade: gradeOf(title) ?? one.grade, groups }];
  });
  const opened = body.opened.map((title) => ({
    classId: idFor(`class ${title}`) as ClassId,
    title,
    grade: gradeOf(title),
  }));
  const terms = body.terms.map((term) => ({ termId: idFor(`term ${term.from}`) as TermId, ...term }));
  const parts = promoted.length + promoted.reduce((sum, { groups }) => sum + groups.length, 0);
  const count = parts + opened.length + terms.length + moves.length;
  if (count === 0) throw new Refusal('nothing_changes');
  return { planned: { schoolId, yearId, changeId, on, promoted, opened, terms, moves, parts: count }, left };
}

function moveOf(
  { pupilId, classId, into, on }: { pupilId: string; classId: string; into: string | null; on: string },
  { schoolId, changeId, groups, facts }: YearSurroundings,
): PlannedYear['moves'][number] {
  const around = {
    ...{ schoolId, changeId: changeId as never, pupilId: pupilId as PersonId, classId: classId as ClassId },
    ...{ facts: (facts.get(pupilId) ?? []).filter((fact) => fact.schoolId === schoolId), groups, marks: [] },
  };
  const whose = { pupilId: pupilId as PersonId, reason: 'school_decision' as const };
  const planned =
    into === null
      ? planRoster({ kind: 'leaving', lastDay: addDays(on, -1), ...whose }, around)
      : planRoster({ kind: 'move', on, toClassId: into as ClassId, groups: null, ...whose }, around);
  const { to, classLeft, classJoined, groupsLeft, groupsJoined } = planned;
  if (!classLeft) throw new Refusal('not_in_class');
  return { pupilId: planned.pupilId, to, classLeft, classJoined, groupsLeft, groupsJoined };
}

function checkTitles(body: YearBody, { classes }: YearSurroundings): void {
  const wanted = new Map<string, string | null>(body.classes.map(({ classId, title }) => [classId, title]));
  const leaving = new Set([...wanted].flatMap(([id, title]) => (title === null ? [id] : [])));
  if (body.pupils.some(({ toClassId }) => toClassId !== null && leaving.has(toClassId)))
    throw new Refusal('year_class_leaves');
  // A class in which nobody is any more does not stand in the way of a title.
  const titles = [
    ...classes
      .filter(({ id, pupils }) => pupils.length > 0 && !leaving.has(id))
      .map(({ id, title }) => wanted.get(id) ?? title),
    ...body.opened,
  ];
  const twice = titles.find((title, index) => titles.indexOf(title) !== index);
  if (twice !== undefined) throw new Refusal('year_titles', { title: twice });
}

function checkTerms({ terms, on }: YearBody, around: YearSurroundings): void {
  for (const [index, { from, to }] of terms.entries()) {
    if (to < from || from < on) throw new Refusal('year_term_dates', { from });
    const others = [...around.terms, ...terms.filter((_, place) => place !== index)];
    if (others.some((other) => other.from <= to && from <= other.to)) throw new Refusal('year_terms_overlap', { from });
  }
}
