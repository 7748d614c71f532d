import { listQuery } from '../access-facts/list-query.ts';
import { ofPupilsOrGroups } from '../access-facts/scope.ts';
import type { Sql } from '../core/connection.ts';
import { byName, named, type Named, type NameRow } from '../people/name.ts';

/** A pupil's time in a group within the dates asked: the first day, and the last one or null while it goes on. */
export interface Member extends Named {
  readonly from: string;
  readonly to: string | null;
}

interface Row extends NameRow {
  readonly pupil_id: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
}

/** Pupils in scope who were in the group on any day from `from` to `to`, by name; who left and came back is one row. */
export const groupMembers = listQuery(
  async (
    sql,
    scope,
    asked: { readonly groupId: string; readonly from: string; readonly to: string },
  ): Promise<readonly Member[]> => {
    const rows = await sql<Row[]>`
      select m.pupil_id, min(m.valid_from) as valid_from, case when bool_or(m.valid_to is null) then null else max(m.valid_to) end as valid_to,
        p.family_name, p.given_name, p.middle_name
      from group_members_v1 m left join people_v1 p on p.person_id = m.pupil_id
      where m.group_id = ${asked.groupId} and m.valid_from <= ${asked.to}::date and (m.valid_to is null or ${asked.from}::date <= m.valid_to)
        and ${ofPupilsOrGroups(sql, scope, 'm')}
      group by m.pupil_id, p.person_id`;
    return rows
      .map((row) => ({ ...named(row.pupil_id, row), from: row.valid_from, to: row.valid_to }))
      .toSorted(byName);
  },
);

/** Ids of the pupils who are in the group on the date: a fact for deciders, never an answer to a page. */
export async function memberIdsOn(sql: Sql, groupId: string, date: string): Promise<ReadonlySet<string>> {
  const rows = await sql<{ pupil_id: string }[]>`
    select distinct pupil_id from group_members_v1
    where group_id = ${groupId} and valid_from <= ${date}::date and (valid_to is null or ${date}::date <= valid_to)`;
  return new Set(rows.map((row) => row.pupil_id));
}
