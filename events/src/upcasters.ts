/** The data of an event under the name and version it has today, or had next. */
export interface Upcast {
  readonly type: string;
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Brings the data of one stored version to the next; may also rename the type. Pure. */
export type Upcaster = (data: Readonly<Record<string, unknown>>) => Upcast;

/** By `Type.v<version>` of the stored form. Once released an entry stays for ever. */
export const upcasters: Readonly<Record<string, Upcaster>> = {
  'NoticesSeen.v1': (data) => ({ type: 'NoticesSeen', version: 2, data: { ...data, pupilId: null } }),
};
