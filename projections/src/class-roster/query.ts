import { listQuery } from '../access-facts/list-query.ts';
import { ofGroups, ofPupilsOrClasses } from '../access-facts/scope.ts';
import { titleOn } from '../titles/on-date.ts';
import { byName, named, type Named, type NameRow } from '../people/name.ts';

/** A pupil of a class on a date: since when and until when, and the groups the pupil is in on that date. */
export interface RosterPupil extends Named {
  readonly from: string;
  readonly to: string | null;
  readonly groups: readonly string[];
}

/** A group of the class, or one that pupils of it are in. */
export interface RosterGroup {
  readonly id: string;
  readonly title: string;
  readonly subject: string;
  /** Of this class alone; pupils of other classes may be in the rest. */
  readonly ofClass: boolean;
}

interface PupilRow extends NameRow {
  readonly pupil_id: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly groups: readonly string[];
}

/** The pupils of a class on a date, its tutors, and the groups they are in. */
export const classRoster = listQuery(
  async (sql, scope, { classId, date }: { readonly classId: string; readonly date: string }) => {
    const [pupils, groups, tutors] = await Promise.all([
      sql<PupilRow[]>`
        select a.pupil_id, a.valid_from, a.valid_to, p.family_name, p.given_name, p.middle_name, array(
          select m.group_id from group_members_v1 m
          where m.pupil_id = a.pupil_id and m.valid_from <= ${date}::date and (m.valid_to is null or ${date}::date <= m.valid_to)
        ) as groups
        from (
          select person_id as pupil_id, object_id as class_id, school_id, valid_from, valid_to from access_facts_v1
          where kind = 'enrolled' and object_id = ${classId} and valid_from <= ${date}::date and (valid_to is null or ${date}::date <= valid_to)
        ) as a left join people_v1 p on p.person_id = a.pupil_id
        where ${ofPupilsOrClasses(sql, scope, 'a')}`,
      sql<RosterGroup[]>`
        select g.group_id as id, ${titleOn(sql, 'g', sql`${date}::date`)} as title, coalesce(s.title, '') as subject, (g.class_id = ${classId}) is true as "ofClass"
        from groups_v1 g left join subjects_v1 s on s.subject_id = g.subject_id
        where ${ofGroups(sql, scope, 'g')} and (g.class_id = ${classId} or g.group_id in (
          select m.group_id from group_members_v1 m join access_facts_v1 f on f.person_id = m.pupil_id
          where f.kind = 'enrolled' and f.object_id = ${classId}
            and f.valid_from <= ${date}::date and (f.valid_to is null or ${date}::date <= f.valid_to)
            and m.valid_from <= ${date}::date and (m.valid_to is null or ${date}::date <= m.valid_to)))
        order by s.title, title, g.group_id`,
      sql<(NameRow & { readonly person_id: string })[]>`
        select f.person_id, p.family_name, p.given_name, p.middle_name
        from access_facts_v1 f join classes_v1 g on g.class_id = f.object_id left join people_v1 p using (person_id)
        where f.kind = 'tutor' and f.object_id = ${classId} and f.valid_from <= ${date}::date
          and (f.valid_to is null or ${date}::date <= f.valid_to)
          and (g.school_id = any(${[...scope.schools]}::uuid[]) or g.school_id = any(${[...scope.calendars]}::uuid[]))`,
    ]);
    const shown = new Set(groups.map(({ id }) => id));
    return {
      pupils: pupils
        .map((row): RosterPupil => ({
          ...named(row.pupil_id, row),
          from: row.valid_from,
          to: row.valid_to,
          groups: row.groups.filter((id) => shown.has(id)),
        }))
        .toSorted(byName),
      groups,
      tutors: tutors.map((row): Named => named(row.person_id, row)).toSorted(byName),
    };
  },
);
