/** Times as RAM writes them: `yyyy-MM-ddTHH:mm:ssZ`, whole seconds (wire/ram-sts.md section 1). */

/** @param time milliseconds since 1970 */
export function wireTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
