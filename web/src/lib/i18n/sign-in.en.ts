import type ru from './sign-in.ru.ts';
import type { Like } from './words.ts';

export default {
  title: 'Sign in',
  lead: 'The class tutor or the school office gives you a login and a first-use code. One sign-in for all your children.',
  login: 'Login',
  password: 'Password or first-use code',
  enter: 'Sign in',
  entering: 'Signing in…',
  lost: 'Forgot the password? The school administrator gives you a new first-use code.',
  pitch: 'The whole school in one break',
  pitchText: 'Diary and journal. One sign-in for all your children.',
  bigBreak: 'long break, 20 minutes',
  failed: 'That did not work. Check the login and the password.',
  trouble: 'Sign-in does not answer now. What you typed is kept, please try again.',
  invited: 'I have an invitation from the school',
} satisfies Like<typeof ru>;
