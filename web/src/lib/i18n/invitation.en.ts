import type ru from './invitation.ru.ts';
import type { Like } from './words.ts';

export default {
  title: 'Invitation',
  lead: 'Enter the code of the paper that the school gave you.',
  code: 'Code of the paper',
  codeHint: '16 letters and figures in four groups, capital or small.',
  go: 'Go on',
  looking: 'Looking…',
  youAre: 'Are you {name}?',
  child: 'Child: {names}',
  children: 'Children: {names}',
  place: '{klass} · {school}',
  until: 'The code is good until {date}, once.',
  choose: 'If so, choose a login and a password.',
  login: 'Login',
  loginHint: 'You will sign in with it: letters, figures, full stop or hyphen.',
  password: 'Password',
  passwordHint: 'At least 10 characters. A few words are best.',
  enter: 'It is me. Sign in',
  entering: 'Signing in…',
  notMe: 'It is not me',
  notMeWhy: 'The code stops working, and the school learns of the mistake.',
  disowned: 'Thank you for telling',
  disownedText:
    'The code counts no more. The school sees that the paper reached the wrong person and prints a new one.',
  reported: 'The school will know',
  reportedText:
    'The school has you in its lists twice. Once it has joined the records, the child appears in your diary by itself; you need no second sign-in.',
  usedAt: 'This code was used already: {at}. If that was not you, tell the school.',
  doneOwn: 'It is done already',
  doneOwnText:
    'You have a sign-in, and the children the school has linked to you are in your diary. You need no second code.',
  signedIn: 'You are signed in as {name}',
  signedInText:
    'The school gave this invitation to another record ({name}). If that is you as well, the second record is a mistake. Only the school can join them.',
  report: 'That is me as well, tell the school',
  another: 'No, that is somebody else',
  anotherText: 'They sign in on this device, and you are signed out.',
  toDiary: 'Open the diary',
  toSignIn: 'To the sign-in page',
  otherCode: 'Enter another code',
  trouble: 'The school could not be reached. The code is as it was; try again.',
} satisfies Like<typeof ru>;
