/** The change of the year as the form says it. Rows that were left empty are not sent. */
export function yearBodyOf(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const rows = (prefix: string) =>
    [...new Set(form.keys())].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  return {
    on: text('on'),
    classes: rows('title.').map((classId) => ({
      classId,
      title: text(`leaves.${classId}`) ? null : text(`title.${classId}`),
    })),
    opened: text('opened')
      .split(/[,;\n]/)
      .map((title) => title.trim())
      .filter(Boolean),
    pupils: rows('pupil.')
      .filter((row) => text(`pupil.${row}`) && text(`into.${row}`))
      .map((row) => ({
        pupilId: text(`pupil.${row}`),
        toClassId: text(`into.${row}`) === 'leaves' ? null : text(`into.${row}`),
      })),
    terms: rows('term.')
      .filter((row) => text(`term.${row}`) && text(`from.${row}`) && text(`to.${row}`))
      .map((row) => ({ title: text(`term.${row}`), from: text(`from.${row}`), to: text(`to.${row}`) })),
  };
}
