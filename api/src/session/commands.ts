import * as v from 'valibot';

const secret = v.pipe(v.string(), v.minLength(1, 'text_empty'), v.maxLength(256, 'text_long'));

/** A login somebody chooses; of the form that imports take as well. */
export const NewLogin = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(3, 'login_short'),
  v.maxLength(60, 'text_long'),
  v.regex(/^[\p{L}\p{N}._@+'-]+$/u, 'login_form'),
);
/** A password somebody chooses; whether it is easy to guess is looked at besides. */
export const NewPassword = v.pipe(v.string(), v.minLength(10, 'password_short'), v.maxLength(256, 'text_long'));

export const SignInBody = v.strictObject({
  login: v.pipe(v.string(), v.trim(), v.minLength(1, 'text_empty'), v.maxLength(120, 'text_long')),
  password: secret,
});

export const StepUpBody = v.strictObject({ password: secret });

/** Which second factor is to be set up. */
export const OfferBody = v.strictObject({ kind: v.literal('authenticator') });

/** Six figures of an authenticator, or a recovery code. */
export const CodeBody = v.strictObject({
  code: v.pipe(v.string(), v.trim(), v.minLength(1, 'text_empty'), v.maxLength(40, 'text_long')),
});

/** `current` is the password or, at the first sign-in, the first-use code. */
export const PasswordBody = v.strictObject({
  current: secret,
  next: NewPassword,
});

export const EmptyBody = v.strictObject({});

/** What a browser gives of a passkey (WebAuthn, as JSON); the library looks at the rest. */
const signed = v.looseObject({ id: v.pipe(v.string(), v.minLength(1, 'text_empty'), v.maxLength(2_000, 'text_long')) });
export const PasskeyBody = v.strictObject({ response: signed });
export const AddPasskeyBody = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'text_empty'), v.maxLength(60, 'text_long')),
  response: signed,
});
