import type { AnyEvent } from '@peremena/events';
import { projection, remove, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

const row = (data: Extract<AnyEvent, { type: 'SpecialDaysDeclared' }>['data']) => [
  upsert({
    days_id: data.daysId,
    school_id: data.schoolId,
    kind: data.kind,
    title: data.title,
    from_date: data.from,
    to_date: data.to,
    bells: { list: data.bells },
    runs_as: data.runsAs,
  }),
];

/** On which days does a school run otherwise: holidays, days off, short days, working Saturdays? */
export const specialDays = projection({
  name: 'special_days',
  version: 1,
  columns: {
    days_id: 'uuid',
    school_id: 'uuid',
    kind: 'text',
    title: 'text',
    from_date: 'date',
    to_date: 'date',
    bells: 'jsonb',
    runs_as: 'int',
  },
  key: ['days_id'],
  handlers: {
    SpecialDaysDeclared: ({ data }) => row(data),
    SpecialDaysChanged: ({ data }) => row(data),
    SpecialDaysWithdrawn: ({ data }) => [remove({ days_id: data.daysId })],
  },
  topics: topicsOf,
});
