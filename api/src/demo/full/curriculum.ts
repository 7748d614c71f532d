import type { DemoClass } from '../school.ts';
import type { SubjectCode } from '../subjects.ts';

/** How a class has a subject: whole, in halves with two teachers, boys and girls apart, or two languages side by side. */
export type Division = 'whole' | 'halves' | 'boys_girls' | 'languages';

export interface SubjectHours {
  readonly code: SubjectCode;
  readonly hours: number;
  readonly division: Division;
}

/** Hours a week by grade; in the last two grades by level: А engineering, Б humanities, В natural sciences. */
const plans: Readonly<Record<string, string>> = {
  1: 'рус5 чт4 мат4 окр2 изо1 муз1 труд1 физк3',
  2: 'рус5 чт4 мат4 окр2 англ2 изо1 муз1 труд1 физк3',
  3: 'рус5 чт4 мат4 окр2 англ2 изо1 муз1 труд1 физк3',
  4: 'рус5 чт3 мат4 окр2 англ2 орк1 изо1 муз1 труд1 физк3',
  5: 'рус5 лит3 мат5 ист2 геогр1 био1 англ3 инф1 изо1 муз1 труд2 физк3',
  6: 'рус6 лит3 мат5 ист2 общ1 геогр1 био1 англ3 изо1 муз1 труд2 физк2',
  7: 'рус4 лит2 алг3 геом2 вер1 ист2 общ1 геогр2 био1 физ2 англ3 инф1 изо1 муз1 труд2 физк2',
  8: 'рус3 лит2 алг3 геом2 вер1 ист2 общ1 геогр2 био2 физ2 хим2 англ3 инф1 муз1 труд1 физк2 обж1',
  9: 'рус3 лит3 алг3 геом2 вер1 ист2 общ1 геогр2 био2 физ3 хим2 англ3 инф1 труд1 физк2 обж1',
  '10А': 'рус2 лит3 алг4 геом3 вер1 инф4 физ5 ист2 общ2 геогр1 био1 хим1 англ3 физк2 обж1',
  '10Б': 'рус3 лит5 алг2 геом2 вер1 ист4 общ4 англ5 геогр1 био1 физ2 хим1 инф1 физк2 обж1',
  '10В': 'рус2 лит3 алг3 геом2 вер1 хим4 био4 физ3 ист2 общ2 англ3 геогр1 инф1 физк2 обж1',
};

/** What a class learns. */
export function hoursOf({ title, grade }: DemoClass): readonly SubjectHours[] {
  const plan = plans[grade > 9 ? `10${title.at(-1)}` : String(grade)] ?? plans['10А']!;
  return plan.split(' ').map((entry) => {
    const [, code, hours] = /^(\D+)(\d+)$/.exec(entry)! as unknown as [string, SubjectCode, string];
    return { code, hours: Number(hours), division: divisionOf(code, title, grade) };
  });
}

function divisionOf(code: SubjectCode, title: string, grade: number): Division {
  if (code === 'англ') return grade >= 5 && grade <= 9 && title.endsWith('В') ? 'languages' : 'halves';
  if (code === 'инф') return 'halves';
  return code === 'труд' && grade >= 5 ? 'boys_girls' : 'whole';
}

/** Days a week on which a class is at school. */
export const daysOf = ({ grade }: DemoClass): number => (grade <= 6 ? 5 : 6);

/** Which teachers teach a subject: those of the first grades teach most of it themselves. */
export function departmentOf(code: SubjectCode, grade: number): string {
  const special: Partial<Record<SubjectCode, string>> = { англ: 'англ', физк: 'физк', муз: 'искусство' };
  if (grade <= 4) return special[code] ?? 'начальная';
  return departments.find(([, codes]) => codes.includes(code))![0];
}

export const departments: readonly (readonly [string, readonly SubjectCode[]])[] = [
  ['словесность', ['рус', 'лит']],
  ['математика', ['мат', 'алг', 'геом', 'вер']],
  ['англ', ['англ']],
  ['нем', ['нем']],
  ['история', ['ист', 'общ']],
  ['геогр', ['геогр']],
  ['биохим', ['био', 'хим']],
  ['физ', ['физ']],
  ['инф', ['инф']],
  ['физк', ['физк']],
  ['искусство', ['муз', 'изо']],
  ['труд', ['труд']],
  ['обж', ['обж']],
];
