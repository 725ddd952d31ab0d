/**
 * The id of a record in a page: a UUID of version 7 (RFC 9562 section 5.7) whose last 62 bits are the number of the page and the place in it
 * instead of chance. So it takes no room, no two are the same, and records of the same millisecond sort in the order in which they were committed.
 */
import { recordIdFloor } from '../../audit/record-id.js';

const placeDigits = 4;
/** Records of a page at most, so that the place has its digits. */
export const maxPageRecords = 16 ** placeDigits;

const low = 2 ** 32;

/** @param index the place of the record in its page, from 0 */
export function pageRecordId(time: number, page: number, index: number): string {
  // The variant is the two bits 10.
  const high = (0x8000 | Math.floor(page / low)).toString(16);
  const digits = (page % low).toString(16).padStart(8, '0') + index.toString(16).padStart(placeDigits, '0');
  return `${recordIdFloor(time)}-7000-${high}-${digits}`;
}
