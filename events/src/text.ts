import * as v from 'valibot';

// NUL and lone surrogates cannot be stored; other control characters and bidi overrides can change how a page reads.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;

/** Text a person writes: trimmed, NFC, 1 to `max` UTF-16 units, without control characters or bidi overrides. */
export const text = (max: number) =>
  v.pipe(
    v.string(),
    v.check((value) => value.isWellFormed() && !forbidden.test(value), 'text_characters'),
    v.normalize('NFC'),
    v.trim(),
    v.minLength(1, 'text_empty'),
    v.maxLength(max, 'text_long'),
  );

/** A calendar date `YYYY-MM-DD` that exists, between 1900 and 2199. */
export const CalendarDate = v.pipe(
  v.string(),
  v.regex(/^(19|20|21)\d\d-\d\d-\d\d$/, 'date_form'),
  v.check((value) => {
    const parsed = new Date(`${value}T00:00:00Z`);
    return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
  }, 'date_exists'),
);

/** A time of day `HH:MM` in the school's time zone. */
export const TimeOfDay = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time_form'));
