import type { KeptPart } from '@peremena/events';
import type { AccessFact } from './query.ts';

/** Whether every order that holds on the date leaves that part to the guardian; true where none holds. */
export function keeps(fact: AccessFact, part: KeptPart, date: string): boolean {
  return (fact.orders ?? []).every(
    (order) => date < order.from || (order.to !== null && order.to < date) || order.keeps.includes(part),
  );
}

/** Whether an order holds on the date, whatever it leaves. */
export function isLimited(fact: AccessFact, date: string): boolean {
  return (fact.orders ?? []).some((order) => order.from <= date && (order.to === null || date <= order.to));
}
