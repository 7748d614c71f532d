const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar date `YYYY-MM-DD` of an instant in a time zone (IANA name). */
export function todayIn(zone: string, instant: Date): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(zone, format);
  }
  return format.format(instant);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The time of day `HH:MM` of an instant in a time zone (IANA name). */
export function timeIn(zone: string, instant: Date): string {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
    clocks.set(zone, clock);
  }
  return clock.format(instant);
}

/**
 * The instant at which clocks of a time zone show a date and time. A time that is skipped when clocks go forward is taken an hour later; of one
 * that comes twice the first is meant.
 */
export function instantIn(zone: string, date: string, time: string): Date {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  const offsetAt = (at: number) => {
    const instant = new Date(at);
    return Date.parse(`${todayIn(zone, instant)}T${timeIn(zone, instant)}:00Z`) - Math.floor(at / 60_000) * 60_000;
  };
  const [before, after] = [offsetAt(wanted - 86_400_000), offsetAt(wanted + 86_400_000)];
  const fits = [wanted - before, wanted - after].filter((at) => at + offsetAt(at) === wanted);
  return new Date(fits[0] ?? wanted - before);
}
