/** Times as this API writes them (wire/kms.md section 1.4). */

/** yyyy-MM-ddTHH:mm:ssZ; what is left of the second is cut off. */
export function timestamp(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
