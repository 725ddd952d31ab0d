/**
 * npm run bench:fill -- --data DIR [--store postgres://…] [--certificates 1000000] [--keys 1000000] [--secret-versions 10000000]
 *
 * Fills a store over three accounts, as `bench:scale` measures it and as an administrator may want it to try a machine: certificates of five CAs
 * in all states, keys, secrets with ten versions each. Without a number a million certificates. The root AccessKey of the first account is
 * in DIR, as after a first start.
 */
import { parseArgs } from 'node:util';
import { fill } from './scale/filling.js';
import { SIZE_OPTIONS, sizeFrom } from './scale/size.js';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    store: { type: 'string' },
    ...SIZE_OPTIONS,
  },
});
const size = sizeFrom(values);
if (values.data === undefined || !size) {
  process.stderr.write(
    'Say where with --data DIR, and how many with --certificates N, --keys N and --secret-versions N, each from 1000 to 100000000.\n',
  );
  process.exit(2);
}

const all = size.certificates + size.keys + size.secretVersions;
const start = performance.now();
let told = 0;
await fill({
  data: values.data,
  storeUrl: values.store,
  size,
  onProgress: made => {
    const seconds = (performance.now() - start) / 1000;
    if (made < all && seconds - told < 5) return;
    told = seconds;
    process.stdout.write(`${made} of ${all}, ${(made / seconds).toFixed(0)} a second\n`);
  },
});
