import * as v from 'valibot';

/** Classes of personal data; a key exists per person and class, so each can be erased alone. */
export const dataClasses = ['identity', 'contact', 'education', 'health', 'social'] as const;
export type DataClass = (typeof dataClasses)[number];

/** What the log holds in the place of a personal value: enough to find the key, and nothing to read without it. */
export interface Sealed {
  readonly $sealed: {
    readonly subject: string;
    readonly class: DataClass;
    readonly key: number;
    readonly bytes: string;
  };
}

/** What a reader gets once the key is destroyed. */
export interface Erased {
  readonly $erased: true;
}

export const erased: Erased = Object.freeze({ $erased: true });

/** The three forms of a personal value: open (in memory), sealed (stored), erased (key destroyed). */
export type Personal<T> = T | Sealed | Erased;

const SealedSchema = v.strictObject({
  $sealed: v.strictObject({
    subject: v.string(),
    class: v.picklist(dataClasses),
    key: v.pipe(v.number(), v.safeInteger()),
    bytes: v.string(),
  }),
});
const ErasedSchema = v.strictObject({ $erased: v.literal(true) });

export interface PersonalMark {
  readonly subject: string;
  readonly dataClass: DataClass;
}

const marks = new WeakMap<object, PersonalMark>();

/**
 * Marks a field as personal: sealed under the key of the person named by the event's field `subject`, in `dataClass`.
 * The schema accepts the open, the sealed and the erased form.
 */
export function personal<const S extends v.GenericSchema<string | null>>(
  subject: string,
  dataClass: DataClass,
  inner: S,
) {
  const schema = v.union([inner, SealedSchema, ErasedSchema]);
  marks.set(schema, { subject, dataClass });
  return schema;
}

/** The personal mark of a field's schema, if it has one. */
export function personalMark(schema: object): PersonalMark | undefined {
  return marks.get(schema);
}

export function isSealed(value: unknown): value is Sealed {
  return typeof value === 'object' && value !== null && '$sealed' in value;
}

export function isErased(value: unknown): value is Erased {
  return typeof value === 'object' && value !== null && '$erased' in value;
}

/** The open text of a personal value, or null where it is absent, sealed or erased. */
export function openText(value: Personal<string | null> | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
