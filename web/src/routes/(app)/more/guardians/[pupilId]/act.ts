import { field } from '#lib/server/propose.ts';

export const changes = ['link', 'unlink', 'limit', 'end'] as const;
export type Change = (typeof changes)[number];

/** What a form about guardians asks for, as the act of a request; null where the address names no such change. */
export function actOf(change: Change, form: FormData, pupilId: string): object {
  const link = { pupilId, guardianId: field(form, 'guardianId') ?? '' };
  const term = { from: field(form, 'from') ?? '', to: field(form, 'to') };
  switch (change) {
    case 'link':
      return { kind: 'link_guardian', ...link, relation: field(form, 'relation') ?? '', ...term };
    case 'unlink':
      return { kind: 'unlink_guardian', ...link, lastDay: field(form, 'lastDay') ?? '' };
    case 'limit': {
      const keeps = field(form, 'stays') === 'nothing' ? [] : ['timetable', ...form.getAll('keeps').map(String)];
      return { kind: 'limit_guardian', ...link, keeps, ...term, replaces: field(form, 'replaces') };
    }
    case 'end':
      return {
        kind: 'end_limit',
        ...link,
        orderId: field(form, 'orderId') ?? '',
        lastDay: field(form, 'lastDay') ?? '',
      };
  }
}
