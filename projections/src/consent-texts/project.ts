import { insert, projection } from '../core/projection.ts';

/** By which texts does a school ask for consent, every version whole? */
export const consentTexts = projection({
  name: 'consent_texts',
  version: 1,
  columns: {
    school_id: 'uuid',
    kind: 'text',
    version: 'int',
    ru: 'text',
    en: 'text',
    reason: 'text',
    earlier_until: 'date',
    by_id: 'uuid',
    at: 'timestamptz',
  },
  key: ['school_id', 'kind', 'version'],
  handlers: {
    ConsentTextPublished: ({ data, metadata }) => [
      insert({
        school_id: data.schoolId,
        kind: data.kind,
        version: data.version,
        ru: data.ru,
        en: data.en,
        reason: data.reason,
        earlier_until: data.earlierUntil,
        by_id: metadata.actorId,
        at: metadata.at,
      }),
    ],
  },
  topics: ({ type, data }) => (type === 'ConsentTextPublished' ? [`school:${data.schoolId}`] : []),
});
