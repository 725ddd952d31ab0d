/** Bouncy Castle as Debian packages it, for the programs in test/java. */
import { existsSync } from 'node:fs';
import { isMissing } from './commands.js';

// Debian's packages libbcprov-java and libbcpkix-java; the compiler is needed too, for `java` compiles what it is given.
const jars = ['bcprov', 'bcutil', 'bcpkix'].map(name => `/usr/share/java/${name}.jar`);

export const bouncyCastlePath = jars.join(':');

/** Whether something is missing; where so, it is printed. */
export function isBouncyCastleMissing(): boolean {
  if (isMissing('javac', ['-version'])) return true;
  const missing = jars.filter(jar => !existsSync(jar));
  if (missing.length > 0) console.warn(`skipped: this machine has no ${missing.join(', ')}`);
  return missing.length > 0;
}
