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
}

/** All records of a server's audit log. Rejects when the command fails. */
export async function exportAudit(data: string, store?: string): Promise<AuditLine[]> {
  const program = join(process.cwd(), 'dist/chancery.js');
  const where = ['--data', data, ...(store ? ['--store', store] : [])];
  const child = spawn(process.execPath, [program, 'audit', 'export', ...where], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const ended = once(child, 'close');
  const lines: AuditLine[] = [];
  for await (const line of createInterface({ input: child.stdout })) lines.push(readLine(line));
  const [status] = (await ended) as [number | null];
  if (status !== 0) throw new Error(`chancery audit export ended with ${status}: ${complaint}`);
  return lines;
}

function readLine(line: string): AuditLine {
  const record = JSON.parse(line) as AuditLine & { readonly parameters: unknown };
  const { parameters } = record;
  return {
    ...record,
    parameters: (typeof parameters === 'string' ? JSON.parse(parameters) : parameters) as AuditLine['parameters'],
  };
}
