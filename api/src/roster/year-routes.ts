import { CalendarDate, type SchoolId, type SchoolYearId, streams } from '@peremena/events';
import {
  addDays,
  findClass,
  groupList,
  latestYearChange,
  namesOf,
  schoolClasses,
  termsOf,
} from '@peremena/projections/queries';
import * as v from 'valibot';
import type { SchoolResource } from '../access/resource.ts';
import { answered, metadataOf, newId } from '../core/carry-out.ts';
import { Refusal } from '../core/decider.ts';
import type { Ctx, Parts } from '../core/parts.ts';
import { Problem } from '../core/problem.ts';
import { problemRow } from '../core/problem-table.ts';
import { schoolInReach } from '../core/reach.ts';
import { allow } from '../core/registry.ts';
import { schoolIn } from '../core/resources.ts';
import { about, body, query, reads, routes, shown } from '../core/route.ts';
import { uuidv5 } from '../core/uuid.ts';
import { nextTitle } from './titles.ts';
import { finishYear, yearStanding } from './year-carry-out.ts';
import { YearBody } from './year-commands.ts';
import { yearDecider } from './year-decider.ts';
import { planYear } from './year-plan.ts';

const refusals = [
  'nothing_changes',
  'class_unknown',
  'year_class_leaves',
  'year_titles',
  'year_term_dates',
  'year_terms_overlap',
  'year_changing',
  'year_changed',
] as const;

/** The class from which nobody goes on at school. */
const lastGrade = 11;

/** The change of the school year: one act over all classes, previewed, and undone as long as nothing stands on it. For the admin. */
export const yearRoutes = routes()
  .get(
    '/schools/:schoolId/year',
    about({
      summary: 'The classes of a school with what they would be called next year, and how far the last change is.',
    }),
    query({ on: v.optional(CalendarDate) }),
    reads('classes', 'titles', 'access_facts', 'terms', 'year_changes'),
    allow('year.change', schoolIn, { shows: { kind: 'class', of: ['classes[].pupils[].id'] } }),
    async (c) => {
      const { parts, scope, moment, resource } = c.var;
      const { schoolId } = resource;
      schoolInReach(c, schoolId);
      const on = c.req.valid('query').on ?? nextFirst(moment.today(schoolId));
      const [classes, terms, change] = await Promise.all([
        schoolClasses(parts.sql, scope, { schoolId, date: addDays(on, -1) }),
        termsOf(parts.sql, schoolId),
        latestYearChange(parts.sql, scope, { schoolId }),
      ]);
      const names = await namesOf(
        parts.sql,
        classes.flatMap(({ pupils }) => pupils),
      );
      return c.json(
        shown(c, {
          school: { id: schoolId, title: resource.title },
          on,
          classes: classes
            .filter(({ pupils }) => pupils.length > 0)
            .map(({ id, title, grade, pupils }) => ({
              ...{ id, title, grade },
              proposed: grade !== null && grade >= lastGrade ? null : (nextTitle(title) ?? title),
              pupils: pupils
                .map((pupilId) => ({ id: pupilId, short: names.get(pupilId)?.short ?? '' }))
                .toSorted((a, b) => a.short.localeCompare(b.short, 'ru')),
            })),
          terms: terms.filter(({ to }) => to >= on),
          change: change && { ...change, kept: await keptOf(c, change.kept) },
        }),
      );
    },
  )
  .post(
    '/schools/:schoolId/year/preview',
    about({ summary: 'What the change of the school year would do, class by class. Changes nothing.', refusals }),
    allow('year.change', schoolIn, { shows: { kind: 'class', of: ['leaving[].pupils[].id', 'moved[].id'] } }),
    body(YearBody),
    async (c) => {
      const { parts } = c.var;
      const wanted = c.req.valid('json');
      const { plan, classes } = await read(c, c.var.resource, wanted);
      const { on, promoted, opened, terms, moves } = plan.planned;
      const titles = new Map(classes.map((one) => [one.id, one.title]));
      const after = new Map<string, string>(promoted.map(({ classId, title }) => [classId, title]));
      const names = await namesOf(
        parts.sql,
        moves.map(({ pupilId }) => pupilId),
      );
      const pupil = (id: string) => ({ id, short: names.get(id)?.short ?? '' });
      return c.json(
        shown(c, {
          on,
          lastDay: addDays(on, -1),
          promoted: promoted.map(({ classId, title, groups }) => ({
            from: titles.get(classId) ?? '',
            to: title,
            groups: groups.length,
            pupils:
              (classes.find(({ id }) => id === classId)?.pupils.length ?? 0) -
              moves.filter(({ classLeft }) => classLeft.classId === classId).length,
          })),
          leaving: [
            ...Map.groupBy(
              moves.filter(({ classJoined }) => classJoined === null),
              ({ classLeft }) => classLeft.classId,
            ),
          ].map(([classId, list]) => ({
            from: titles.get(classId) ?? '',
            pupils: list.map(({ pupilId }) => pupil(pupilId)),
          })),
          moved: moves.flatMap(({ pupilId, classLeft, classJoined }) =>
            classJoined === null
              ? []
              : [
                  {
                    ...pupil(pupilId),
                    from: titles.get(classLeft.classId) ?? '',
                    to: after.get(classJoined) ?? titles.get(classJoined) ?? '',
                  },
                ],
          ),
          opened: opened.map(({ title }) => title),
          terms: terms.map(({ title, from, to }) => ({ title, from, to })),
          left: await keptOf(c, plan.left),
        }),
      );
    },
  )
  .post(
    '/schools/:schoolId/year',
    about({
      summary: 'Begin the change of the school year; it goes on by itself, also after a restart.',
      status: 201,
      refusals: ['step_up_needed', ...refusals],
    }),
    allow('year.change', schoolIn, { stepUp: true }),
    body(YearBody),
    async (c) => {
      const { parts, resource, command } = c.var;
      const wanted = c.req.valid('json');
      const whose = whoseOf(resource, wanted.on);
      const stream = streams.schoolyear(whose.schoolId, whose.yearId);
      const before = await parts.store.findCommand(stream, command);
      const planned = before ? null : (await read(c, resource, wanted)).plan.planned;
      const done = planned
        ? await parts.commands({
            stream,
            decider: yearDecider,
            command: { type: 'PlanYearChange', ...planned },
            hash: command.hash,
            metadata: metadataOf(c, resource.schoolId),
          })
        : null;
      inBackground(parts, whose);
      return c.json({ ...(done ? answered(done) : repeated(before)), yearId: whose.yearId }, 201);
    },
  )
  .post(
    '/schools/:schoolId/year/undo',
    about({
      summary: 'Undo the last change of the school year; what later facts stand on is kept and told of.',
      status: 201,
      refusals: ['step_up_needed', 'year_not_changed', 'year_changing'],
    }),
    allow('year.change', schoolIn, { stepUp: true }),
    body(v.strictObject({ changeId: v.pipe(v.string(), v.uuid('uuid')) })),
    async (c) => {
      const { parts, scope, resource, command } = c.var;
      const { changeId } = c.req.valid('json');
      const change = await latestYearChange(parts.sql, scope, { schoolId: resource.schoolId });
      if (change?.changeId !== changeId) throw new Problem('year_not_changed');
      const whose = { schoolId: resource.schoolId as SchoolId, yearId: change.yearId as SchoolYearId };
      const done = await parts.commands({
        stream: streams.schoolyear(whose.schoolId, whose.yearId),
        decider: yearDecider,
        command: { type: 'BeginYearUndo', ...whose, changeId: change.changeId },
        hash: command.hash,
        metadata: metadataOf(c, resource.schoolId),
      });
      inBackground(parts, whose);
      return c.json({ ...answered(done), yearId: change.yearId }, 201);
    },
  );

type Whose = Parameters<typeof finishYear>[1];

const whoseOf = ({ schoolId }: SchoolResource, on: string): Whose => ({
  schoolId: schoolId as SchoolId,
  yearId: uuidv5(schoolId, `year ${on.slice(0, 4)}`) as SchoolYearId,
});

function inBackground(parts: Parts, whose: Whose): void {
  parts
    .once(`year ${whose.yearId}`, () => finishYear(parts, whose))
    .catch((error: unknown) => parts.log.warn({ err: error }, 'a change of the school year was cut off'));
}

const repeated = (before: { readonly revision: bigint; readonly position: bigint } | null) => ({
  revision: String(before?.revision ?? -1n),
  position: String(before?.position ?? 0n),
  ids: [] as readonly string[],
});

/** Reads what a change rests on, no older than the log is now, and plans it. */
async function read(c: Ctx, resource: SchoolResource, wanted: YearBody) {
  const { parts, scope } = c.var;
  const { schoolId } = resource;
  const whose = whoseOf(resource, wanted.on);
  const { state } = await yearStanding(parts, streams.schoolyear(whose.schoolId, whose.yearId));
  if (state.phase === 'completed') throw new Refusal('year_changed');
  if (state.phase === 'running' || state.phase === 'undoing') throw new Refusal('year_changing');
  await parts.waitFor([], await parts.store.head(), 5_000);
  const date = addDays(wanted.on, -1);
  const [classes, groups, terms] = await Promise.all([
    schoolClasses(parts.sql, scope, { schoolId, date }),
    groupList(parts.sql, scope, { schoolId, date }),
    termsOf(parts.sql, schoolId),
  ]);
  const facts = await parts.facts.ofPeople(classes.flatMap(({ pupils }) => pupils));
  const changeId = newId(c, 'year change');
  const idFor = (name: string) => uuidv5(changeId, name);
  return {
    classes,
    plan: planYear(wanted, { ...whose, changeId, idFor, classes, groups, facts, terms }),
  };
}

/** Parts that were left as they were, named, with the sentence why. */
async function keptOf(
  c: Ctx,
  kept: readonly { readonly what: string; readonly id: string | null; readonly code: string }[],
) {
  const { parts, language, moment, scope } = c.var;
  const names = await namesOf(
    parts.sql,
    kept.flatMap(({ what, id }) => (what === 'pupil' && id ? [id] : [])),
  );
  const today = moment.today(scope.schools[0] ?? null);
  return Promise.all(
    kept.map(async ({ what, id, code }) => ({
      ...{ what, id },
      name:
        (what === 'pupil' ? names.get(id ?? '')?.short : null) ??
        (what === 'class' && id ? (await findClass(parts.sql, id, today))?.title : null) ??
        null,
      why: problemRow(code)?.[language] ?? code,
    })),
  );
}

/** The first of September that is next, or that has just been. */
function nextFirst(today: string): string {
  const [year = '', month = ''] = today.split('-');
  return `${Number(month) <= 9 ? year : Number(year) + 1}-09-01`;
}
