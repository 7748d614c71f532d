import { streams, type CorrectionReason } from '@peremena/events';
import { batch } from '../core/batch.ts';
import type { JournalCommand } from '../journal/commands.ts';
import { journalDecider } from '../journal/decider.ts';
import { lessonDecider } from '../lesson/decider.ts';
import { instantOf, plusDays } from './calendar.ts';
import { chance } from './chance.ts';
import type { Held } from './held.ts';
import { journalOf, keyOf, values } from './mark-steps.ts';
import { workOf } from './marks.ts';
import { signedInPupil } from './people.ts';
import type { DemoSchool } from './school.ts';
import { step, type Step } from './step.ts';

const inLesson = batch(lessonDecider);
const inJournal = batch(journalDecider);

/** What was put right: the slip that the sign-ins are shown, and where a school is lively a mark or an absence now and then. */
export function correctionSteps(school: DemoSchool, held: readonly Held[]): Step[] {
  const slip = slipOf(school, held);
  if (!school.lively) return slip;
  const slipped = new Set(slip.map(({ key }) => key));
  return [
    ...slip,
    ...held.flatMap((one) => [...mark(school, one), ...attendance(school, one)]).filter(({ key }) => !slipped.has(key)),
  ];
}

/** One mark turned out to be a slip, put right the same evening: the last below 5 that the pupil with a sign-in got from the tutor. */
function slipOf(school: DemoSchool, held: readonly Held[]): Step[] {
  const found = held
    .filter(({ lesson: { date, group } }) => date < school.calendar.today && isTutors(group))
    .toSorted(({ lesson: a }, { lesson: b }) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.slot - b.slot))
    .map((one) => ({
      one,
      place: one.marks.findIndex(({ pupil, value }) => pupil.key === signedInPupil && value !== '5'),
    }))
    .findLast(({ place }) => place >= 0);
  return found ? [changed(school, found.one, found.place, 1, 'typo', 'Записала балл из соседней строки.')] : [];
}
const isTutors = ({ klass, teacher }: Held['lesson']['group']) => klass.title === '7Б' && teacher === 'kravtsova';

const notes: readonly (readonly [CorrectionReason, string | null])[] = [
  ['typo', null],
  ['typo', 'Ошиблась строкой.'],
  ['retake', 'Переписал работу после уроков.'],
  ['retake', null],
  ['appeal', 'Нашли верное решение во втором задании.'],
  ['other', 'Учтена работа у доски.'],
];

/** Now and then a mark is put right the same evening, more often for the better. */
function mark(school: DemoSchool, one: Held): Step[] {
  const { lesson, marks } = one;
  const luck = chance(`correction/${lesson.lessonId}`);
  if (luck.next() > 0.03 || lesson.date >= school.calendar.today) return [];
  if (marks.length === 0) return [];
  const place = luck.between(0, marks.length - 1);
  const { value } = marks[place]!;
  const up = value === '2' || (value !== '5' && luck.next() < 0.8);
  const [reason, note] = up ? luck.pick(notes) : notes[0]!;
  return [changed(school, one, place, up ? 1 : -1, reason, note)];
}

function changed(
  school: DemoSchool,
  { lesson, marks, by }: Held,
  place: number,
  by1: 1 | -1,
  reason: CorrectionReason,
  note: string | null,
): Step {
  const { ids } = school;
  const { group, lessonId, date } = lesson;
  const { pupil, value } = marks[place]!;
  const { personId: pupilId } = pupil;
  const command: JournalCommand = {
    type: 'PostMarks',
    schoolId: ids.school,
    groupId: group.groupId,
    lessonId,
    marks: [
      {
        pupilId,
        value: String(Number(value) + by1),
        // The work of the lesson, where it has one, is the first event of the step that gave the marks.
        replaces: ids.eventOf(`${keyOf(lesson)}/marks`, place + (workOf(lesson) ? 1 : 0)),
        reason,
        note,
        markId: ids.mark(`${lessonId}/${pupilId}/2`),
      },
    ],
    context: { members: [pupilId], values, cancelled: false },
  };
  return step({
    school,
    key: `${keyOf(lesson)}/slip`,
    at: instantOf(date, lesson.to < '18:00' ? '18:40' : '20:10'),
    by,
    stream: journalOf(school, lesson),
    decider: inJournal,
    command: [command],
  });
}

/** Who was noted absent was late after all, or brings a note from the doctor the next day. */
function attendance(school: DemoSchool, { lesson, exceptions, by }: Held): Step[] {
  const { lessonId, date, to } = lesson;
  const luck = chance(`note/${lessonId}`);
  const absent = exceptions.find(({ code }) => code === 'absent');
  if (!absent || luck.next() > 0.3 || plusDays(date, 1) >= school.calendar.today) return [];
  const late = luck.next() < 0.4;
  const { pupilId } = absent;
  return [
    step({
      school,
      key: `${keyOf(lesson)}/note`,
      at: late ? instantOf(date, to.replace(/\d$/, '9')) : instantOf(plusDays(date, 1), '08:20'),
      by,
      stream: streams.lesson(school.ids.school, lessonId),
      decider: inLesson,
      command: [
        {
          type: 'NoteAttendance',
          pupilId,
          code: late ? 'late' : 'ill',
          saw: 'absent',
          context: { members: [pupilId] },
        },
      ],
    }),
  ];
}
