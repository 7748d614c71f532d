import type { BroughtInEvent } from '@peremena/events';
import { patch, projection, remove, type Row, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

type Said = Extract<BroughtInEvent, { type: 'BroughtInWorkCorrected' }>['data'];

const terms = (data: Said): Row => ({
  title: data.title,
  description: data.description,
  category: data.category,
  assigned_on: data.assignedOn,
  due_on: data.dueOn,
  term_id: data.termId,
  lowest: data.lowest,
  highest: data.highest,
  scale: data.scale,
  removed: false,
});

/** Which works did this group bring from another system? One that system removed keeps its row, as it may come back with its results. */
export const broughtInWorks = projection({
  name: 'brought_in_works',
  version: 1,
  columns: {
    work_id: 'uuid',
    school_id: 'uuid',
    group_id: 'uuid',
    title: 'text',
    description: 'text',
    category: 'jsonb',
    assigned_on: 'date',
    due_on: 'date',
    term_id: 'uuid',
    lowest: 'text',
    highest: 'text',
    scale: 'jsonb',
    source: 'text',
    removed: 'boolean',
  },
  key: ['work_id'],
  handlers: {
    WorkBroughtIn: ({ data }) => [
      upsert({
        work_id: data.workId,
        school_id: data.schoolId,
        group_id: data.groupId,
        source: data.source,
        ...terms(data),
      }),
    ],
    BroughtInWorkCorrected: ({ data }) => [patch({ work_id: data.workId }, terms(data))],
    BroughtInWorkRemoved: ({ data }) => [patch({ work_id: data.workId }, { removed: true })],
    BroughtInWorkRestored: ({ data }) => [patch({ work_id: data.workId }, { removed: false })],
    BroughtInWorkWithdrawn: ({ data }) => [remove({ work_id: data.workId })],
  },
  topics: topicsOf,
});
