/** Dates that requests and answers have as text: wire/cas.md sections 2.3 and 9.23. */

export const dateText = {
  pattern: /[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9]{2}:[0-9]{2}:[0-9]{2}Z?)?/,
  example: '2026-05-19 08:00:00',
} as const;

const noSuchDate = (parameter: string) =>
  ({
    status: 400,
    message: `The specified parameter "${parameter}" is not valid: there is no such date.`,
    advice: 'Give a day of the calendar as yyyy-MM-dd, if need be with a time as HH:mm:ss, in UTC.',
  }) as const;

export const dateErrors = {
  'InvalidParameter.BeforeDate': noSuchDate('BeforeDate'),
  'InvalidParameter.AfterDate': noSuchDate('AfterDate'),
} as const;

/** A day without a time is its start. Throws what `refuse` makes for a date that does not exist. */
export function readDate(text: string | undefined, refuse: () => Error): Date | undefined {
  if (text === undefined) return undefined;
  const iso = `${text.slice(0, 10)}T${text.slice(11, 19) || '00:00:00'}Z`;
  const date = new Date(iso);
  // The language takes the 31st of a short month as the 1st of the next.
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 19) !== iso.slice(0, 19)) throw refuse();
  return date;
}

/** `yyyy-MM-dd HH:mm:ss`, UTC. */
export function showDate(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ');
}
