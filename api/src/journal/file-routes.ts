import { Uuid } from '@peremena/events';
import { journal } from '@peremena/projections/queries';
import * as v from 'valibot';
import { notFound } from '../core/problem.ts';
import { allow } from '../core/registry.ts';
import { groupIn } from '../core/resources.ts';
import { about, query, reads, routes } from '../core/route.ts';
import { sheetAnswer } from '../core/sheets/answer.ts';
import { fileWords } from './file-words.ts';
import { journalSheets } from './journal-sheets.ts';

/** The journal as a file to keep. */
export const journalFileRoutes = routes().get(
  '/journal/:groupId/journal.xlsx',
  about({
    summary: 'The journal of a group in a term as a workbook: marks, absences and averages; topics and homework.',
  }),
  query({ term: v.optional(Uuid) }),
  reads('lessons', 'lesson_work', 'marks', 'attendance', 'group_members', 'schools'),
  allow('journal.read', groupIn, { shows: { kind: 'journal_file', of: ['pupils[].id'] } }),
  async (c) => {
    const { parts, scope, moment, resource, language } = c.var;
    const { term } = c.req.valid('query');
    const date = moment.today(resource.schoolId);
    const asked = { groupId: resource.groupId, date, ...(term ? { termId: term } : {}) };
    const found = await journal(parts.sql, scope, asked);
    if (!found) throw notFound();
    const { group, subject, title, words } = { ...found, ...found.group, words: fileWords[language] };
    const named = [...new Set([subject.title, group.classTitle, title])].filter(Boolean).join(' ');
    return sheetAnswer(c, {
      schoolId: resource.schoolId,
      name: `${words.journal} ${named}${found.term ? ` ${found.term.title}` : ''}`,
      sheets: journalSheets(found, date, words),
      of: { pupils: found.pupils },
    });
  },
);
