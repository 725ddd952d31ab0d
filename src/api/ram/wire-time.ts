/** Times as RAM writes them: `yyyy-MM-ddTHH:mm:ssZ`, whole seconds (wire/ram-sts.md section 1). */

export function wireTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
