import { patch, projection, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

/** Which versions of its timetable has a school drawn up, which are published, and from when? */
export const timetableVersions = projection({
  name: 'timetable_versions',
  version: 1,
  columns: {
    version_id: 'uuid',
    school_id: 'uuid',
    title: 'text',
    state: 'text',
    copy_of: 'uuid',
    from_date: 'date',
    replaces: 'uuid',
    drafted_by: 'uuid',
    drafted_at: 'timestamptz',
    published_at: 'timestamptz',
  },
  key: ['version_id'],
  handlers: {
    TimetableDrafted: ({ data, metadata }) => [
      upsert({
        version_id: data.versionId,
        school_id: data.schoolId,
        title: data.title,
        state: 'draft',
        copy_of: data.copyOf,
        from_date: null,
        replaces: null,
        drafted_by: metadata.actorId,
        drafted_at: metadata.at,
        published_at: null,
      }),
    ],
    TimetablePublished: ({ data, metadata }) => [
      patch(
        { version_id: data.versionId },
        { state: 'published', from_date: data.from, replaces: data.replaces, published_at: metadata.at },
      ),
    ],
    TimetableDraftWithdrawn: ({ data }) => [patch({ version_id: data.versionId }, { state: 'withdrawn' })],
  },
  topics: topicsOf,
});
