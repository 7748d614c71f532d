import { clashesAmong, gridClashes, lessonsOfGrid, type AnyEvent, type Clash } from '@peremena/events';
import { describe, expect, it } from 'vitest';
import { ageOn } from '../../core/age.ts';
import type { CommandHandler, CommandRequest } from '../../core/handle-command.ts';
import { uuidv5 } from '../../core/uuid.ts';
import { demoPlan } from '../plan.ts';
import { schoolsOf } from '../region.ts';
import type { DemoSchool } from '../school.ts';
import { bellsOn, secondShift, secondShort } from '../bells.ts';
import { defaultBells, shortBells } from '../../school/default-bells.ts';

const moment = new Date('2026-11-19T12:40:00Z');
const demo = { size: 'full' as const, moment, seed: '17' };

/** Carries commands out through their deciders and keeps what they decide, without a log. */
function deciding() {
  const states = new Map<string, unknown>();
  const events: { event: AnyEvent; id: string; at: string }[] = [];
  const commands = (<S, C, E extends AnyEvent>({ stream, decider, command, metadata }: CommandRequest<S, C, E>) => {
    let state = (states.get(stream) ?? decider.initialState) as S;
    const decided = decider.decide(state, command);
    if (decided.length === 0) throw new Error(`a step of ${stream} does nothing`);
    decided.forEach((event, index) => {
      const id = uuidv5(metadata.commandId, String(index));
      state = decider.evolve(state, event, { id, at: metadata.at, actorId: metadata.actorId } as never);
      events.push({ event, id, at: metadata.at });
    });
    states.set(stream, state);
    return Promise.resolve({});
  }) as unknown as CommandHandler;
  return { commands, events };
}

const of = <T extends AnyEvent['type']>(events: readonly { event: AnyEvent }[], type: T) =>
  events.flatMap(({ event }) => (event.type === type ? [event.data as Extract<AnyEvent, { type: T }>['data']] : []));

/** Clashes of the weekly grid as the page of the timetable finds them. */
function clashesOfGrid(school: DemoSchool): readonly Clash[] {
  const { ids, groups } = school;
  const schedules = new Map([
    [String(ids.school), defaultBells],
    [String(ids.shortBells), shortBells],
    [String(ids.secondShift), secondShift],
    [String(ids.secondShort), secondShort],
  ]);
  const late = school.classes.filter(({ shift }) => shift === 2);
  const chosen = new Map(late.map(({ title }) => [String(ids.class(title)), String(ids.secondShift)]));
  const lessons = groups.flatMap(({ key, groupId, teacher, places }) =>
    places.map(({ weekday, slot, room }) => ({
      gridLessonId: ids.gridLesson(`${key}/${weekday}/${slot}`),
      groupId,
      weekday,
      slot,
      weeks: 'every' as const,
      teacherId: school.staff.get(teacher)!.personId,
      room,
    })),
  );
  return gridClashes({
    lessons,
    days: { usual: ids.school, schedules, chosen, special: [] },
    groups: new Map(groups.map(({ groupId, klass }) => [groupId, { classId: ids.class(klass.title) }])),
    shared: sharedOf(school),
    rooms: school.rooms,
  });
}

function sharedOf({ groups }: DemoSchool): ReadonlyMap<string, ReadonlySet<string>> {
  const shared = new Map<string, Set<string>>();
  const ofPupil = Map.groupBy(
    groups.flatMap(({ groupId, pupils }) => pupils.map(({ personId }) => ({ groupId, personId }))),
    ({ personId }) => personId,
  );
  for (const list of ofPupil.values())
    for (const { groupId } of list)
      for (const other of list) {
        if (other.groupId === groupId) continue;
        shared.set(groupId, (shared.get(groupId) ?? new Set()).add(other.groupId));
      }
  return shared;
}

describe('the full demo', async () => {
  const schools = [...schoolsOf(demo, 3)];
  const { commands, events } = deciding();
  const [first, second, further] = schools as [DemoSchool, DemoSchool, DemoSchool];
  for (const school of [first, second]) {
    const plan = demoPlan(school, 'demo');
    for (const step of [...plan.stages.flat(), ...plan.last]) await step.carryOut(commands);
  }
  const inFirst = events.filter(({ event }) => (event.data as { schoolId?: string }).schoolId === first.ids.school);

  it('is a school of 33 classes, about 1,100 pupils and 70 colleagues, and a smaller one', () => {
    expect(first.classes).toHaveLength(33);
    expect(first.pupils.length).toBeGreaterThan(1_050);
    expect(first.pupils.length).toBeLessThan(1_150);
    expect(first.staff.size).toBeGreaterThan(60);
    expect(first.staff.size).toBeLessThan(80);
    expect(second.classes).toHaveLength(11);
    expect(further.pupils.length).toBeGreaterThan(1_050);
    expect(of(events, 'PupilEnrolled')).toHaveLength(first.pupils.length + second.pupils.length);
  });

  it('is the same every time, and another of another seed', () => {
    const [again] = [...schoolsOf(demo, 1)] as [DemoSchool];
    expect(again.pupils).toEqual(first.pupils);
    expect(again.groups.map(({ places }) => places)).toEqual(first.groups.map(({ places }) => places));
    const [other] = [...schoolsOf({ ...demo, seed: 'another' }, 1)] as [DemoSchool];
    expect(other.pupils.map(({ familyName }) => familyName)).not.toEqual(
      first.pupils.map(({ familyName }) => familyName),
    );
  });

  it.each(schools.map((school) => [school.title, school] as const))('%s: the grid has no clash', (_, school) => {
    expect(clashesOfGrid(school)).toEqual([]);
  });

  it('a teacher in two places at once is found', () => {
    const [one, ...rest] = first.groups;
    const other = rest.find(({ teacher, klass }) => teacher !== one!.teacher && klass.shift === one!.klass.shift)!;
    const twice = { ...other, teacher: one!.teacher, places: one!.places };
    expect(clashesOfGrid({ ...first, groups: [one!, twice] })).not.toEqual([]);
  });

  it('no lesson clashes with another, those of substitutes and those given together included', () => {
    const substitutes = new Map(of(inFirst, 'SubstituteAssigned').map((one) => [one.lessonId, one.substituteId]));
    const cancelled = new Set(of(inFirst, 'LessonCancelled').map(({ lessonId }) => lessonId));
    const lessons = of(inFirst, 'LessonPlanned').filter(({ lessonId }) => !cancelled.has(lessonId));
    const merged = new Map(of(inFirst, 'LessonsMerged').map((one) => [one.lessonId, one]));
    expect(substitutes.size).toBeGreaterThan(10);
    expect(merged.size).toBeGreaterThan(0);
    const found = clashesAmong(
      lessons.map(({ lessonId: id, date: day, from, to, groupId, teacherId, room }) => ({
        ...{ id, day, from, to, groupId },
        room: merged.get(id)?.room ?? room,
        teacherIds: [merged.get(id)?.substituteId ?? substitutes.get(id) ?? teacherId],
        together: merged.get(id)?.withLessonId ?? null,
      })),
      sharedOf(first),
    );
    expect(found).toEqual([]);
  });

  it('lessons are those of the published grid, to the minute', () => {
    const { ids, calendar, groups } = first;
    const special = of(inFirst, 'SpecialDaysDeclared');
    const schedules = new Map<string, typeof secondShift>([[ids.school, of(inFirst, 'BellsSet')[0]!.bells]]);
    for (const { scheduleId, bells } of of(inFirst, 'BellScheduleSet')) schedules.set(scheduleId, bells);
    const chosen = new Map(of(inFirst, 'BellsChosen').map(({ classId, scheduleId }) => [classId!, scheduleId!]));
    const lessons = of(inFirst, 'GridLessonsPlaced').flatMap((placed) => placed.lessons);
    const { wanted, unrung } = lessonsOfGrid({
      days: { usual: ids.school, schedules, chosen, special },
      terms: [{ id: ids.term, ...calendar.term }],
      grids: [{ versionId: ids.timetable, from: calendar.term.from, lessons }],
      groups: new Map(
        groups.map(({ groupId, klass, code }) => [
          groupId,
          { classId: ids.class(klass.title), subjectId: ids.subject(code) },
        ]),
      ),
      from: calendar.term.from,
    });
    expect(unrung).toEqual([]);
    const line = (one: {
      date: string;
      from: string;
      to: string;
      groupId: string;
      teacherId: string;
      room: string | null;
    }) => [one.date, one.from, one.to, one.groupId, one.teacherId, one.room].join(' ');
    expect(of(inFirst, 'LessonPlanned').map(line).toSorted()).toEqual(wanted.map(line).toSorted());
  });

  it('a class has no gap in its day and at most seven lessons', () => {
    for (const klass of first.classes) {
      const places = first.groups.filter((group) => group.klass.title === klass.title).flatMap((group) => group.places);
      for (const [, day] of Map.groupBy(places, ({ weekday }) => weekday)) {
        const slots = [...new Set(day.map(({ slot }) => slot))].toSorted((a, b) => a - b);
        expect(slots).toEqual(slots.map((_, index) => index + 1));
        expect(slots.length).toBeLessThanOrEqual(7);
        expect(bellsOn(first.calendar.today, klass, first.calendar).length).toBeGreaterThanOrEqual(slots.length);
      }
    }
  });

  it('pupils are as old as their grade, and brothers and sisters are far enough apart', () => {
    const grades = new Map(first.classes.map(({ title, grade }) => [title, grade]));
    for (const { birthDate, klass } of first.pupils) {
      const older = ageOn(birthDate!, `${first.calendar.since.slice(0, 4)}-10-01`) - grades.get(klass)!;
      expect([6, 7]).toContain(older);
    }
    for (const [, children] of Map.groupBy(first.pupils, ({ guardians }) => guardians)) {
      const born = children.map(({ birthDate }) => Date.parse(birthDate!)).toSorted((a, b) => a - b);
      for (const [index, day] of born.entries()) {
        const days = (day - (born[index - 1] ?? 0)) / 86_400_000;
        expect(days === 0 || days > 280).toBe(true);
      }
    }
  });

  it('a third of the families have several children, some of them in the second school', () => {
    const many = [...Map.groupBy(first.pupils, ({ guardians }) => guardians).values()].filter(
      ({ length }) => length > 1,
    );
    expect(many.length).toBeGreaterThan(150);
    const here = new Set(first.guardians.map(({ personId }) => personId));
    const shared = second.pupils.filter(({ guardians }) => guardians.some(({ guardianId }) => here.has(guardianId)));
    expect(shared.length).toBeGreaterThan(50);
  });

  it('marks are spread as in a school, and go with the pupil', () => {
    const marks = of(inFirst, 'MarkPosted');
    const share = (value: string) => marks.filter((mark) => mark.value === value).length / marks.length;
    expect(marks.length).toBeGreaterThan(25_000);
    expect(share('5')).toBeGreaterThan(0.2);
    expect(share('5')).toBeLessThan(0.45);
    expect(share('4')).toBeGreaterThan(0.35);
    expect(share('3')).toBeGreaterThan(0.1);
    expect(share('2')).toBeLessThan(0.06);
    const means = [...Map.groupBy(marks, ({ pupilId }) => pupilId).values()]
      .filter(({ length }) => length > 15)
      .map((own) => own.reduce((sum, { value }) => sum + Number(value), 0) / own.length);
    expect(Math.max(...means) - Math.min(...means)).toBeGreaterThan(1.5);
    const grades = new Map(first.pupils.map(({ personId, klass }) => [personId, klass]));
    expect(marks.some(({ pupilId }) => /^1\D/.test(grades.get(pupilId)!))).toBe(false);
  });

  it('a few are absent, with a reason; some marks and absences are put right', () => {
    const rolls = of(inFirst, 'AttendanceTaken');
    const present = rolls.reduce((sum, roll) => sum + roll.present.length, 0);
    const out = rolls.flatMap(({ exceptions }) => exceptions);
    const share = (code: string) => out.filter((one) => one.code === code).length / (present + out.length);
    expect(share('ill')).toBeGreaterThan(0.01);
    expect(share('ill')).toBeLessThan(0.08);
    expect(share('absent')).toBeLessThan(0.02);
    expect(share('late')).toBeLessThan(0.03);
    expect(of(inFirst, 'MarkCorrected').length).toBeGreaterThan(50);
    expect(of(inFirst, 'AttendanceCorrected').length).toBeGreaterThan(50);
    expect(new Set(of(inFirst, 'MarkCorrected').map(({ reason }) => reason)).size).toBeGreaterThan(2);
  });

  it('nothing happens after now', () => {
    expect(events.filter(({ at }) => Date.parse(at) > moment.getTime())).toEqual([]);
  });
});
