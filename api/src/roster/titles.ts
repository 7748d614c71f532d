/** The year of study a title begins with: 7 of «7Б», «7-Б», «7 Б»; null where it begins with none. */
export function gradeOf(title: string): number | null {
  const [digits] = /^\d{1,2}(?!\d)/.exec(title) ?? [];
  return digits === undefined || Number(digits) > 13 ? null : Number(digits);
}

/** The title a year later: «8Б» of «7Б», «8-Б» of «7-Б»; null where the title does not say the year. */
export function nextTitle(title: string): string | null {
  const grade = gradeOf(title);
  return grade === null ? null : title.replace(/^\d{1,2}/, String(grade + 1));
}

/** What a group is called once its class is: «8Б, группа 1» of «7Б, группа 1»; null where its title does not name the class. */
export function groupTitle(title: string, before: string, after: string): string | null {
  return title.includes(before) && before !== after ? title.replace(before, after) : null;
}
