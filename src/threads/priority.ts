/** The priority of one thread. On Linux it is a thread's own, by its number in `/proc` (setpriority(2), proc(5)); elsewhere it is that of the process. */
import { existsSync, readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';

const THIS_THREAD = '/proc/thread-self';

export const haveThreadsPriorities = (): boolean => existsSync(THIS_THREAD);

/** Lowers the priority of this thread, where it has one. @param nice from 1 to 19: 5 is a third of the share of others, 10 a tenth */
export function yieldToOthers(nice: number): void {
  if (haveThreadsPriorities()) setPriority(Number(basename(readlinkSync(THIS_THREAD))), nice);
}
