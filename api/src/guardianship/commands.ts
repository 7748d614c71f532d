import { CalendarDate, keptParts, OrderId, PersonId, text } from '@peremena/events';
import * as v from 'valibot';

const link = { pupilId: PersonId, guardianId: PersonId };
const document = { document: text(200), documentDate: CalendarDate };

export const LinkGuardian = v.strictObject({
  type: v.literal('LinkGuardian'),
  ...link,
  relation: v.picklist(['mother', 'father', 'guardian']),
  from: CalendarDate,
  to: v.nullable(CalendarDate),
  source: v.nullable(text(200)),
});
export const UnlinkGuardian = v.strictObject({ type: v.literal('UnlinkGuardian'), ...link, lastDay: CalendarDate });
/** As it was recorded: a period that ends otherwise by now is not taken back. */
export const WithdrawLink = v.strictObject({
  type: v.literal('WithdrawLink'),
  ...link,
  from: CalendarDate,
  to: v.nullable(CalendarDate),
});
/** Whether a guardian may go on as before: said by a pupil of full age. */
export const ConsentBody = v.strictObject({ given: v.boolean() });
/** What an order leaves: nothing, or the timetable and more. */
export const Keeps = v.pipe(
  v.array(v.picklist(keptParts)),
  v.check((parts) => new Set(parts).size === parts.length, 'parts_twice'),
  v.check((parts) => parts.length === 0 || parts.includes('timetable'), 'parts_timetable'),
);
export const LimitGuardian = v.strictObject({
  type: v.literal('LimitGuardian'),
  ...link,
  orderId: OrderId,
  keeps: Keeps,
  from: CalendarDate,
  to: v.nullable(CalendarDate),
  /** The order in whose place it comes. */
  replaces: v.nullable(OrderId),
  ...document,
});
export const EndLimit = v.strictObject({
  type: v.literal('EndLimit'),
  ...link,
  orderId: OrderId,
  lastDay: CalendarDate,
  ...document,
});
/** `age`: of the pupil on the day, null where the school does not know it. */
const context = v.strictObject({ age: v.nullable(v.number()) });
export const ConsentAsAdult = v.strictObject({
  type: v.literal('ConsentAsAdult'),
  ...link,
  from: CalendarDate,
  context,
});
export const WithdrawConsent = v.strictObject({ type: v.literal('WithdrawConsent'), ...link, lastDay: CalendarDate });

export const GuardianshipCommand = v.variant('type', [
  LinkGuardian,
  UnlinkGuardian,
  WithdrawLink,
  LimitGuardian,
  EndLimit,
  ConsentAsAdult,
  WithdrawConsent,
]);
export type GuardianshipCommand = v.InferOutput<typeof GuardianshipCommand>;
