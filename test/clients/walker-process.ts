/** A program in another language that makes the calls it is told to: one JSON line in, one JSON line out. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Access } from '../../demo/official-clients.js';
import type { Answer, Call } from './certificate-line.js';

export interface Walker {
  readonly call: Call;
  stop(): void;
}

/** Starts the program. Its calls reject with `{ code }` where the server refused, as its client told it. */
export function startWalker(command: string, parameters: readonly string[], access: Access, directory: string): Walker {
  const child = spawn(command, parameters, {
    cwd: directory,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NO_PROXY: '127.0.0.1',
      CHANCERY_TEST_ENDPOINT: access.endpoint,
      ALIBABA_CLOUD_ACCESS_KEY_ID: access.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: access.accessKeySecret,
    },
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    call: async (action, parameters = {}) => {
      child.stdin.write(`${JSON.stringify({ action, parameters })}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error(`the client ended at ${action}: ${errors}`);
      // Maven sets the terminal's colour back before the first line, however it is told not to.
      const { body, code } = JSON.parse(value.slice(value.indexOf('{'))) as { body?: Answer; code?: string };
      if (body) return body;
      throw Object.assign(new Error(`${action} was refused: ${code}`), { code });
    },
    stop: () => child.kill(),
  };
}
