/** A program in another language that makes the calls it is told to: one JSON line in, one JSON line out. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Access } from '../../demo/official-clients.js';
import type { Answer, Call } from './certificate-line.js';

export interface Walker {
  readonly call: Call;
  /** The calls of one product, of a program that knows several. */
  of(product: string): Call;
  stop(): void;
}

interface WalkerAnswer {
  readonly body?: Answer;
  readonly code?: string;
  readonly unreadable?: string;
}

/**
 * Starts the program. Its calls reject with `{ code }` where the server refused, as its client told it, and with `{ unreadable }` where
 * the client's models could not read the answer.
 */
export function startWalker(command: string, parameters: readonly string[], access: Access, directory: string): Walker {
  return startTold(command, parameters, directory, {
    CHANCERY_TEST_ENDPOINT: access.endpoint,
    ALIBABA_CLOUD_ACCESS_KEY_ID: access.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: access.accessKeySecret,
  });
}

/** The same for a program that is told in its environment what it needs. */
export function startTold(
  command: string,
  parameters: readonly string[],
  directory: string,
  environment: Readonly<Record<string, string>>,
): Walker {
  const child = spawn(command, parameters, {
    cwd: directory,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NO_PROXY: '127.0.0.1', ...environment },
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextAnswer = async (action: string): Promise<WalkerAnswer> => {
    for (;;) {
      const { value, done } = await answers.next();
      if (done) throw new Error(`the client ended at ${action}: ${errors}`);
      // Maven says things of its own, and sets the terminal's colour back before the first line, however it is told not to.
      const begin = value.indexOf('{"');
      if (begin >= 0) return JSON.parse(value.slice(begin)) as WalkerAnswer;
    }
  };
  const callOf =
    (product?: string): Call =>
    async (action, parameters = {}) => {
      child.stdin.write(`${JSON.stringify({ product, action, parameters })}\n`);
      const { body, code, unreadable } = await nextAnswer(action);
      if (body) return body;
      if (unreadable)
        throw Object.assign(new Error(`the answer of ${action} was not read: ${unreadable}`), { unreadable });
      throw Object.assign(new Error(`${action} was refused: ${code}`), { code });
    };
  return {
    call: callOf(),
    of: callOf,
    stop: () => child.kill(),
  };
}
