/** What the doctor looked at and how it is: `ill` keeps people from working or may lose what they did. */
export interface Finding {
  readonly what:
    | 'folder'
    | 'disk'
    | 'database'
    | 'safety'
    | 'log'
    | 'vault'
    | 'clock'
    | 'read models'
    | 'parked'
    | 'projector'
    | 'pages'
    | 'provider';
  readonly state: 'well' | 'warn' | 'ill';
  /** Figures and names the sentence needs; an error's own words under `error`. */
  readonly facts: Readonly<Record<string, string | number>>;
}

export const well = (what: Finding['what'], facts: Finding['facts'] = {}): Finding => ({ what, state: 'well', facts });
export const warn = (what: Finding['what'], facts: Finding['facts'] = {}): Finding => ({ what, state: 'warn', facts });
export const ill = (what: Finding['what'], facts: Finding['facts'] = {}): Finding => ({ what, state: 'ill', facts });
