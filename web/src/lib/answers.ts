/** What the API answers about the person and the school, as pages use it. */
export interface PersonName {
  /** Each part is null where there is none or it was erased. */
  readonly family: string | null;
  readonly given: string | null;
  readonly middle: string | null;
}
export interface Child {
  readonly id: string;
  readonly name: PersonName;
  readonly short: string;
  readonly classTitle: string | null;
  readonly schoolId: string;
  readonly schoolTitle: string;
  readonly colour: number;
  readonly initials: string;
}
export interface School {
  readonly id: string;
  readonly title: string;
  readonly timeZone: string;
  readonly today: string;
}
export interface Me {
  readonly person: { readonly id: string; readonly name: PersonName; readonly short: string };
  readonly schools: readonly School[];
  readonly actings: readonly { readonly role: string; readonly schoolId: string | null; readonly factId: string }[];
  readonly children: readonly Child[];
  readonly places: readonly string[];
  readonly mustChangePassword: boolean;
}
export interface Bell {
  readonly slot: number;
  readonly from: string;
  readonly to: string;
}
