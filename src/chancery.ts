#!/usr/bin/env node
/**
 * The program. It looks at the version of Node before anything else is loaded: an older one lacks modules that the rest imports,
 * and would end with a stack trace about one of them.
 */
const OLDEST = 24;

if (Number.parseInt(process.versions.node, 10) >= OLDEST) {
  const { keepCompiledCode } = await import('./compile-cache.js');
  keepCompiledCode(process.env);
  await import('./program.js');
} else {
  process.stderr.write(
    `chancery needs Node ${OLDEST} or later and was started with ${process.version}: start it with \`npm start\`, or with ` +
      '`node_modules/.bin/node dist/chancery.js`, the Node that `npm ci` brings on Linux.\n',
  );
  process.exit(1);
}
