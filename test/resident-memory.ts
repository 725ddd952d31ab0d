/** How much memory a process takes. Linux only (proc(5)). */
import { readFileSync } from 'node:fs';

/** Resident memory in MB; undefined where there is no /proc, or no such process. */
export function residentMegabytes(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
