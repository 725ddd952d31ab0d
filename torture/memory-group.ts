/** A control group of Linux that bounds the memory of the processes in it, as a container does. */
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface MemoryGroup {
  readonly directory: string;
  /** The most that was in use at once, in bytes; undefined where the kernel does not say. */
  peakBytes(): number | undefined;
  /** Once nothing runs in it any more. */
  remove(): void;
}

const HIERARCHIES = [
  { root: '/sys/fs/cgroup', limit: 'memory.max', peak: 'memory.peak' },
  { root: '/sys/fs/cgroup/memory', limit: 'memory.limit_in_bytes', peak: 'memory.max_usage_in_bytes' },
];

/** Undefined where this process may not make one. */
export function memoryGroup(limitBytes: number): MemoryGroup | undefined {
  for (const { root, limit, peak } of HIERARCHIES) {
    const directory = join(root, `chancery-${process.pid}`);
    try {
      mkdirSync(directory);
    } catch {
      continue;
    }
    if (existsSync(join(directory, limit))) {
      writeFileSync(join(directory, limit), String(limitBytes));
      return {
        directory,
        peakBytes: () => numberIn(join(directory, peak)),
        remove: () => rmdirSync(directory),
      };
    }
    rmdirSync(directory);
  }
  return undefined;
}

function numberIn(file: string): number | undefined {
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
}
