import type ru from './health.ru.ts';
import type { Like } from './words.ts';

export default {
  title: 'Is all well',
  at: 'Checked {at}',
  allWell: 'Everything works; there is nothing to do.',
  allWarn: 'Everything works, but something wants attention.',
  allIll: 'Something does not work. Do first what is marked first.',
  well: 'well',
  warn: 'look at it',
  ill: 'does not work',
  folder: 'Data folder',
  disk: 'Room on the disk',
  pages: 'Pages',
  database: 'Database',
  safety: 'What was written is kept',
  clock: 'Clocks',
  vault: 'Keys of personal data',
  log: 'Log of events',
  'read models': 'How fresh pages are',
  parked: 'Events set aside',
  projector: 'Projector',
  provider: 'Provider to sign in through',
  again: 'Check again',
  elsewhere: 'Room on the disk and the data folder are seen where Peremena runs: by the command doctor.',
} satisfies Like<typeof ru>;
