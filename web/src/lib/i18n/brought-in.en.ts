import type ru from './brought-in.ru.ts';
import type { Like } from './words.ts';

export default {
  title: 'From the former system',
  familyLead:
    'Works and results that the school brought in from its former system. They are not marks: nobody gave them here, and no average counts them.',
  groupLead:
    'Works and results as the former system has them. They are not marks of this journal, and no average counts them.',
  toDiary: 'Back to the diary',
  toJournal: 'Back to the journal',
  emptyTitle: 'Nothing was brought in',
  emptyFamily: 'No results were brought in from a former system.',
  emptyGroup: 'No works of this group were brought in from a former system.',
  assigned: 'assigned {date}',
  due: 'due {date}',
  scored: 'scored {date}',
  upTo: 'scale up to {highest}',
  between: 'scale from {lowest} to {highest}',
  values: 'scale: {values}',
  outOf: '{score} of {highest}',
  nothing: 'no result',
  partly: 'graded in part',
  submitted: 'handed in, not graded',
  notSubmitted: 'not handed in',
  exempt: 'exempt',
  inProgress: 'still in progress',
  incomplete: 'not finished',
  late: 'late',
  missing: 'missing',
  comment: 'Comment',
  changed: 'The former system sent another result {at}',
  results: { one: '{n} result', other: '{n} results' },
  noResults: 'No results',
} satisfies Like<typeof ru>;
