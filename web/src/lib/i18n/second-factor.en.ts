import type ru from './second-factor.ru.ts';
import type { Like } from './words.ts';

export default {
  title: 'Second factor',
  lead: 'Besides the password, signing in will take a code of an app on your phone. Who learns the password cannot get in without the phone.',
  begin: 'Set it up',
  scan: 'Open an app for codes (Google Authenticator, Aegis, FreeOTP) and scan the picture.',
  picture: 'Picture for the app',
  typed: 'Or type the key:',
  code: 'Code of the app',
  codeHint: 'The six figures shown now.',
  turnOn: 'Turn on',
  on: 'The second factor is on',
  left: { one: '{n} spare code is left.', other: '{n} spare codes are left.' },
  renew: 'For new spare codes or another phone turn it off and set it up again.',
  turnOff: 'Turn off',
  off: 'The second factor is off.',
  recovery: 'Spare codes',
  recoveryWhy:
    'Each is good once, when the phone is not at hand. Write them down or print them: they are not shown again.',
  kept: 'The codes are written down, continue',
  duty: 'The school asks all its staff for a second factor. Set it up, and everything else opens.',
  dutyFrom: 'From {date} on the school will ask all its staff for a second factor. Set it up ahead.',
  stepUp: 'Show that it is you: enter your password.',
  own: 'Your password',
  again: 'Continue',
  enterTitle: 'Code to sign in',
  enterLead: 'The password is right. Enter the code of your app, or one of your spare codes.',
  enter: 'Sign in',
  lost: 'Neither phone nor spare codes? Ask the administrator of your school.',
  other: 'Sign in as somebody else',
} satisfies Like<typeof ru>;
