import { type BroughtInResultId, type BroughtInWorkId, streams } from '@peremena/events';
import { batch } from '../core/batch.ts';
import type { GroupCommand } from '../group/commands.ts';
import { groupDecider } from '../group/decider.ts';
import { instantOf, plusDays } from './calendar.ts';
import { chance } from './chance.ts';
import { adminOf } from './school-steps.ts';
import type { DemoGroup, DemoPupil, DemoSchool } from './school.ts';
import { step, type Step } from './step.ts';

const inGroup = batch(groupDecider);

interface OldWork {
  readonly title: string;
  readonly category: string;
  /** Days before the school year. */
  readonly before: number;
  /** The most points; null where it was passed or not. */
  readonly most: number | null;
}
/** What 7Б had in the last weeks of its sixth form, when the school kept its journals elsewhere. */
const works: Readonly<Partial<Record<DemoGroup['code'], readonly OldWork[]>>> = {
  алг: [
    { title: 'Итоговая контрольная за 6 класс', category: 'Контрольные работы', before: 104, most: 100 },
    { title: 'Координатная плоскость', category: 'Зачёты', before: 111, most: null },
    { title: 'Пропорции и проценты', category: 'Проверочные работы', before: 119, most: 20 },
  ],
  рус: [
    { title: 'Итоговый диктант за 6 класс', category: 'Контрольные работы', before: 102, most: 100 },
    { title: 'Сочинение «Первое утро лета»', category: 'Сочинения', before: 109, most: 20 },
  ],
};
const passed = ['зачёт', 'незачёт'] as const;
const comments = [
  'Решено красивым способом.',
  'Верно, но без проверки.',
  'Вычислительные ошибки в конце.',
  'Аккуратно.',
];

/** Works and results of 7Б from the system the school had before, as an import brings them in. */
export function broughtInSteps(school: DemoSchool): Step[] {
  return school.groups
    .filter(({ klass, title }) => klass.title === '7Б' && title === '7Б')
    .flatMap((group) => {
      const found = works[group.code] ?? [];
      return found.length > 0 ? [broughtIn(school, group, found)] : [];
    });
}

function broughtIn(school: DemoSchool, group: DemoGroup, found: readonly OldWork[]): Step {
  const { calendar, ids } = school;
  const key = `brought-in/${group.key}`;
  const passing = {
    title: 'Зачёт',
    values: passed.map((value) => ({ value, meaning: null })),
    source: `oneroster:${ids.broughtIn('scale/pass')}`,
  };
  const command = found.flatMap((work, nth): GroupCommand[] => {
    const workId = ids.broughtIn<BroughtInWorkId>(`${key}/${nth}`);
    const dueOn = plusDays(calendar.since, -work.before);
    const { title, category, most } = work;
    return [
      {
        ...{ type: 'BringInWork', workId, title, description: null, termId: null },
        category: { title: category, weight: null, source: `oneroster:${ids.broughtIn(`kind/${category}`)}` },
        ...{
          assignedOn: dueOn,
          dueOn,
          lowest: most === null ? null : '0',
          highest: most === null ? null : String(most),
        },
        scale: most === null ? passing : null,
        source: `oneroster:${workId}`,
      },
      ...group.pupils.map((pupil) => {
        const name = `${key}/${nth}/${pupil.key}`;
        const resultId = ids.broughtIn<BroughtInResultId>(name);
        return {
          ...{ type: 'BringInResult' as const, workId, resultId, pupilId: pupil.personId },
          ...resultOf(name, pupil, most, plusDays(dueOn, 2)),
          source: `oneroster:${resultId}`,
        };
      }),
    ];
  });
  const at = instantOf(plusDays(calendar.since, -8), '10:00');
  const stream = streams.group(ids.school, group.groupId);
  return step({ school, key, at, by: adminOf(school), stream, decider: inGroup, command });
}

function resultOf(key: string, { ability }: DemoPupil, most: number | null, scoredOn: string) {
  const luck = chance(key);
  const none = { score: null, textScore: null, comment: null };
  if (luck.next() < 0.05)
    return { ...none, status: 'not_submitted' as const, flags: ['missing' as const], scoredOn: null };
  const part = Math.min(1, Math.max(0.2, (ability + luck.bell() * 0.4) / 5));
  const comment = luck.next() < 0.2 ? luck.pick(comments) : null;
  const flags = luck.next() < 0.06 ? ['late' as const] : [];
  const told = { status: 'graded' as const, flags, scoredOn, comment };
  return most === null
    ? { ...told, score: null, textScore: part < 0.5 ? 'незачёт' : 'зачёт' }
    : { ...told, score: String(Math.round(part * most)), textScore: null };
}
