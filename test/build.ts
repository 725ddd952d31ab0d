import { spawnSync } from 'node:child_process';

/** Compiles the server once before the tests: worker threads and child processes run the build, and it must not be a stale one. */
export default function build(): void {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'ignore' });
  if (status !== 0) process.stderr.write('the build has type errors: npm run check shows them\n');
}
