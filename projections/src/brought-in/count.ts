import { listQuery } from '../access-facts/list-query.ts';
import { notWithheld, ofGroups, ofPupilsOrGroups } from '../access-facts/scope.ts';

interface Counted {
  /** Of the pupil or group. */
  readonly id: string;
  readonly count: number;
}

/** How many results a pupil in scope brought from another system; no row where there are none, or where marks are hidden. */
export const broughtInCountOfPupil = listQuery(
  async (sql, scope, { pupilId }: { readonly pupilId: string }): Promise<readonly Counted[]> =>
    sql<Counted[]>`
      select r.pupil_id as id, count(*)::int as count
      from brought_in_results_v1 r join brought_in_works_v1 w using (work_id)
      where r.pupil_id = ${pupilId} and not w.removed and ${ofPupilsOrGroups(sql, scope, 'r')}
        and ${notWithheld(sql, scope, 'marks', 'r.pupil_id')} group by r.pupil_id`,
);

/** How many works a group in scope brought from another system; no row where there are none. */
export const broughtInCountOfGroup = listQuery(
  async (sql, scope, { groupId }: { readonly groupId: string }): Promise<readonly Counted[]> =>
    sql<Counted[]>`
      select w.group_id as id, count(*)::int as count from brought_in_works_v1 w
      where w.group_id = ${groupId} and not w.removed and ${ofGroups(sql, scope, 'w')} group by w.group_id`,
);
