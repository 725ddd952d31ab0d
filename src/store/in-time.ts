/** How long the question whether the store is ready may take: a load balancer asks every few seconds. */
import { StoreError } from './store-error.js';

const limitMs = 5_000;

/** Settles as `work` does, or rejects with `StoreError('unavailable')` when that takes too long. */
export async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new StoreError('unavailable', `the database has not answered for ${limitMs} ms`)),
      limitMs,
    );
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
