import type ru from './provider.ru.ts';
import type { Like } from './words.ts';

export default {
  enter: 'Sign in through {label}',
  enterAt: 'Sign in through {label} at {site}',
  opening: 'Opening {label}',
  openingText: 'It asks whether it is you, and sends you back here.',
  onward: 'Continue',
  title: 'Sign-in through {label}',
  lead: 'Link your {label} account with your sign-in, and you can open the diary without login and password. The school learns neither name nor mail nor phone from there.',
  stays: 'Login and password stay. Your second factor, if it is on, is asked for then too.',
  none: 'No account is linked.',
  linked: 'Linked {date}',
  used: 'last used {date}',
  never: 'not used yet',
  done: 'Done: you can sign in through {label} now',
  gone: 'The link is gone',
  link: 'Link',
  unlink: 'Take the link away',
  stepUp: 'Show that it is you: enter your password.',
  own: 'Your password',
  elsewhere: 'Linking works at {site}: open the site there.',
  there: 'Open {site}',
  trouble: 'Sign-in does not answer now. Try again.',
  provider_expired:
    'This sign-in is over, was begun in another browser or waited for more than ten minutes. Begin again.',
  provider_mixed: 'The answer does not belong to the sign-in begun here. Begin again.',
  provider_denied: 'The sign-in through {label} was not confirmed. Try again.',
  provider_refused:
    '{label} does not take sign-ins from this school. Your login works; tell the administrator of the school.',
  provider_untrusted:
    'The answer of {label} did not pass the checks, so nobody was signed in. Begin again; if it happens anew, tell the administrator of the school.',
  provider_clock:
    'The time in the answer of {label} does not agree with ours. Begin again; if it happens anew, tell the administrator of the school that the clocks differ.',
  provider_unreachable: '{label} does not answer now. Try later; your login works.',
  provider_unlinked:
    'This {label} account is not linked to anybody yet. Sign in once with your login and link it under “More”. If you have no login, take the invitation of the school.',
  provider_taken:
    'This {label} account is linked to somebody else already. Sign out of it there and sign in with your own.',
  provider_another: 'Another account is linked to you already. Take that link away first.',
  provider_last: 'Without this link there would be no way to sign in. First set a password or add a passkey.',
  provider_elsewhere: 'Signing in through {label} works at another address of the site.',
  too_many_tries: 'Too many tries. Wait a little.',
} satisfies Like<typeof ru>;
