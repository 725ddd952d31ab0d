/**
 * The process that crash.test.ts kills: commits changes of four steps, 32 at a time, and writes the name of each change to standard output
 * once it was told that it is committed. Argument: what openStore takes, as JSON; runs compiled, as test/build.ts leaves it in `build/`.
 */
import { writeSync } from 'node:fs';
import { openStore, type StoreOptions } from '../../src/store/open-store.js';
import { insertStep } from '../../src/store/step.js';

const store = await openStore(JSON.parse(process.argv[2]!) as StoreOptions);
await store.migrate();
const run = process.argv[3];
const record = {
  time: 0,
  requestId: '',
  accountId: '1',
  principalType: 'account',
  principalId: '1',
  principalArn: 'acs:ram::1:root',
  accessKeyId: 'LTAI',
  sourceAddress: '192.0.2.7',
  product: 'crash',
  operation: 'Crash',
  version: '1',
  outcome: 'OK',
  status: 200,
  detail: null,
  count: 1,
};

async function commitOn(caller: number): Promise<never> {
  for (let n = 0; ; n++) {
    const name = `${run}-${caller}-${n}`;
    await store.commit([
      insertStep(store, 'settings', { name, value: 'x'.repeat(500) }),
      insertStep(store, 'idempotency_tokens', {
        account_id: '1',
        principal_id: '1',
        operation: 'crash',
        token: name,
        request_hash: '',
        answer: '',
        expires_at: 0,
      }),
      store.nonces.nonceStep('LTAI', name, new Date(0)),
      store.audit.recordStep({ ...record, parameters: JSON.stringify({ name }) }),
    ]);
    // To the pipe at once: what stays in this process dies with it.
    write(`${name}\n`);
  }
}

/** The pipe is full for a while when the machine is busy with the reader's neighbours. */
function write(line: string): number {
  for (;;) {
    try {
      return writeSync(1, line);
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EAGAIN') throw fault;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

await Promise.all(Array.from({ length: 32 }, (_, caller) => commitOn(caller)));
