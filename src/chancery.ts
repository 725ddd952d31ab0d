#!/usr/bin/env node
/**
 * The program. It looks at the version of Node before anything else is loaded: an older one lacks modules that the rest imports,
 * and would end with a stack trace about one of them.
 */
/** The first with Argon2. */
const OLDEST = [24, 7] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) {
  const { keepCompiledCode } = await import('./compile-cache.js');
  keepCompiledCode(process.env);
  await import('./program.js');
} else {
  process.stderr.write(
    `chancery needs Node ${OLDEST.join('.')} or later and was started with ${process.version}: start it with \`npm start\`, or with ` +
      '`node_modules/.bin/node dist/chancery.js`, the Node that `npm ci` brings on Linux.\n',
  );
  process.exit(1);
}
