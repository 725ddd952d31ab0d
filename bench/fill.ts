/**
 * npm run bench:fill -- --data DIR [--store postgres://…] [--certificates 1000000]
 *
 * Fills a store with certificates over three accounts, five CAs and all states, as `bench:scale` measures it and as an administrator
 * may want it to try a machine. The root AccessKey of the first account is in DIR, as after a first start.
 */
import { parseArgs } from 'node:util';
import { fill } from './scale/filling.js';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    store: { type: 'string' },
    certificates: { type: 'string', default: '1000000' },
  },
});
const certificates = Number(values.certificates);
if (values.data === undefined || !(certificates >= 100 && certificates <= 100_000_000)) {
  process.stderr.write('Say where with --data DIR, and how many with --certificates N, from 100 to 100000000.\n');
  process.exit(2);
}

const start = performance.now();
let told = 0;
await fill({
  data: values.data,
  storeUrl: values.store,
  certificates,
  onProgress: made => {
    const seconds = (performance.now() - start) / 1000;
    if (made < certificates && seconds - told < 5) return;
    told = seconds;
    process.stdout.write(`${made} of ${certificates} certificates, ${(made / seconds).toFixed(0)} a second\n`);
  },
});
