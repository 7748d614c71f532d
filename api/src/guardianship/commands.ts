import { CalendarDate, PersonId, text } from '@peremena/events';
import * as v from 'valibot';

const link = { pupilId: PersonId, guardianId: PersonId };

export const LinkGuardian = v.strictObject({
  type: v.literal('LinkGuardian'),
  ...link,
  relation: v.picklist(['mother', 'father', 'guardian']),
  from: CalendarDate,
  to: v.nullable(CalendarDate),
  source: v.nullable(text(200)),
});
export const UnlinkGuardian = v.strictObject({ type: v.literal('UnlinkGuardian'), ...link, lastDay: CalendarDate });

export const GuardianshipCommand = v.variant('type', [LinkGuardian, UnlinkGuardian]);
export type GuardianshipCommand = v.InferOutput<typeof GuardianshipCommand>;
