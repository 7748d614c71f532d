import type { AskedText } from '@peremena/events';
import type { Sql } from '../core/connection.ts';

/** A text with its words; `on` is the day it was published on in the school. */
export interface ConsentText extends AskedText {
  readonly schoolId: string;
  readonly ru: string;
  readonly en: string;
  readonly reason: string;
  readonly at: string;
  readonly byId: string | null;
}

/** Every text of these schools, the oldest first. The texts are for everybody to read. */
export async function consentTexts(sql: Sql, schoolIds: readonly string[]): Promise<readonly ConsentText[]> {
  const rows = await sql<(Omit<ConsentText, 'at'> & { readonly at: Date })[]>`
    select t.school_id as "schoolId", t.kind, t.version, t.ru, t.en, t.reason, t.earlier_until as "earlierUntil", t.at,
      t.by_id as "byId", to_char(t.at at time zone coalesce(s.time_zone, 'UTC'), 'YYYY-MM-DD') as "on"
    from consent_texts_v1 t left join schools_v1 s using (school_id)
    where t.school_id = any(${[...schoolIds]}::uuid[]) order by t.school_id, t.kind, t.version`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
