/** The audit log as an auditor gets it: from the command line, while the server runs. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface AuditLine {
  readonly requestId: string;
  readonly operation: string;
  readonly outcome: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The line as it was printed. */
  readonly text: string;
}

/**
 * All records of a server's audit log, oldest first.
 * @param data the server's directory
 * @param store its postgres:// URL, if it has one
 * @throws Error when the command fails
 */
export async function* exportAudit(data: string, store?: string): AsyncGenerator<AuditLine> {
  const program = join(process.cwd(), 'dist/chancery.js');
  const where = ['--data', data, ...(store ? ['--store', store] : [])];
  const child = spawn(process.execPath, [program, 'audit', 'export', ...where], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const ended = once(child, 'close');
  for await (const text of createInterface({ input: child.stdout })) {
    yield { ...(JSON.parse(text) as Omit<AuditLine, 'text'>), text };
  }
  const [status] = (await ended) as [number | null];
  if (status !== 0) throw new Error(`chancery audit export ended with ${status}: ${complaint}`);
}
