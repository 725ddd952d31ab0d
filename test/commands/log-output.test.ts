import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const module = JSON.stringify(join(import.meta.dirname, '../../src/commands/log-output.ts'));

/** What a process of its own wrote that ran this with an output `log`; node reads the types of the module by itself. */
function written(program: string): { status: number | null; lines: string[] } {
  const text = `import { logOutput } from ${module};\nconst log = logOutput(1);\n${program}`;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', text], { encoding: 'utf8' });
  return { status, lines: stdout.split('\n') };
}

const thousand = Array.from({ length: 1000 }, (_, i) => `line ${i} ${'x'.repeat(50)}`);

test.each([
  ['returns', '', 0],
  ['exits', 'process.exit(3);', 3],
  ['exits later', 'setTimeout(() => process.exit(3), 50);', 3],
  ['fails', "throw new Error('a bug');", 1],
  ['fails in a promise', "await Promise.reject(new Error('a bug'));", 1],
  ['asks for it before it kills itself', "log.flushSync(); process.kill(process.pid, 'SIGKILL');", null],
])('every line is written, whole and in order, of a process that %s', (_how, end, status) => {
  const program = `for (let i = 0; i < 1000; i++) log.write(\`line \${i} \${'x'.repeat(50)}\\n\`);\n${end}`;
  expect(written(program)).toEqual({ status, lines: [...thousand, ''] });
});

test('lines of later turns follow those before', () => {
  const program = "for (const word of ['a', 'b', 'c']) { log.write(word + '\\n'); await new Promise(setImmediate); }";
  expect(written(program)).toEqual({ status: 0, lines: ['a', 'b', 'c', ''] });
});

test('a reader that goes away ends neither the program nor the lines that it makes', async () => {
  const text = `import { logOutput } from ${module};
    const log = logOutput(1);
    for (let i = 0; i < 50; i++) { log.write('line\\n'.repeat(1000)); await new Promise(resolve => setTimeout(resolve, 2)); }
    process.stderr.write('done');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', text], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const [status] = await once(child, 'close');
  expect({ status, said }).toEqual({ status: 0, said: 'done' });
});
