/** `yyyy-MM-ddTHH:mm:ssZ`, the form of times in KMS, RAM and STS; parts of a second are cut off. */
export function utcTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
