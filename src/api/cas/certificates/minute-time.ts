/** Times that some answers hold as text, to the minute: wire/cas.md section 2.3. */
import { string } from '../../../spec/field.js';

export const minuteTime = (about: string) => string({ about, example: '2026-01-31T08:00Z' });

/** yyyy-MM-ddTHH:mmZ; what is left of the minute is cut off. */
export const minuteText = (time: Date): string => `${time.toISOString().slice(0, 16)}Z`;
