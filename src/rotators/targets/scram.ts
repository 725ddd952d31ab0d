/** What PostgreSQL keeps of a password (RFC 5802 section 3, with SHA-256 as in RFC 7677): sent instead of it, so that no log of the database has the password. */
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { randomBytes } from '../../crypto/random.js';

/** As many as PostgreSQL takes itself: some two milliseconds. */
const ITERATIONS = 4096;

/** @param password ASCII, which SASLprep leaves as it is */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const keyOf = (text: string) => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(keyOf('Client Key')).digest('base64');
  const serverKey = keyOf('Server Key').toString('base64');
  salted.fill(0);
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
