import { catalogue, type EventKind, streams } from '@peremena/events';

/** docs/reference/events.md: every kind of event, by the category of stream it lives in. */
export function eventsPage(): string {
  const sections = Object.entries(catalogue).map(([category, kinds]) => {
    const rows = (kinds as unknown as readonly EventKind[]).map(
      ({ type, version, schema, personal }) =>
        `| \`${type}\` | ${version} | ${Object.keys(schema.entries)
          .map((field) => (personal[field] ? `**${field}**` : field))
          .join(', ')} | ${classesOf(personal)} |`,
    );
    return `## ${category}

Stream \`${nameOf(category as keyof typeof streams)}\`

| event | version | fields | personal |
|---|---|---|---|
${rows.join('\n')}
`;
  });
  return `# Events

Generated from \`events/src\` by \`node api/reference/main.ts\`; do not edit. Personal fields are **bold**: stored sealed, under a key of the person and
class of data named in the last column.

${sections.join('\n')}`;
}

const classesOf = (personal: EventKind['personal']) =>
  [...new Set(Object.values(personal).map(({ subject, dataClass }) => `${dataClass} of ${subject}`))].join(', ') || '–';

// The makers of names are functions of ids; given placeholders, they tell the form.
const placeholders: Readonly<Record<keyof typeof streams, readonly string[]>> = {
  school: ['‹school›'],
  class: ['‹school›', '‹class›'],
  group: ['‹school›', '‹group›'],
  staff: ['‹school›', '‹person›'],
  request: ['‹school›', '‹request›'],
  absence: ['‹school›', '‹teacher›'],
  person: ['‹person›'],
  source: ['‹source›'],
  account: ['‹person›'],
  notices: ['‹person›'],
  guardianship: ['‹pupil›'],
  schoolyear: ['‹school›', '‹year›'],
  roster: ['‹school›', '‹pupil›'],
  wording: ['‹school›'],
  consent: ['‹school›', '‹pupil›'],
  lesson: ['‹school›', '‹lesson›'],
  timetable: ['‹school›', '‹version›'],
  journal: ['‹school›', '‹group›', '‹subject›', '‹term›'],
};
const nameOf = (category: keyof typeof streams): string =>
  (streams[category] as (...ids: readonly string[]) => string)(...placeholders[category]);
