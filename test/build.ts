import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Builds once before the tests, so that none runs a stale build: worker threads, child processes and browsers run `dist/`, and the
 * programs that tests write for themselves are compiled into `build/`. The console is built only where it changed, since that takes a
 * few seconds.
 */
export default function build(): void {
  for (const script of ['build', 'tools']) execFileSync('npm', ['run', '--silent', script], { stdio: 'inherit' });
  if (isConsoleStale()) execFileSync('npm', ['run', '--silent', 'build:console'], { stdio: 'inherit' });
}

function isConsoleStale(): boolean {
  const built = 'dist-console/index.html';
  if (!existsSync(built)) return true;
  const sources = readdirSync('console', { recursive: true, encoding: 'utf8' }).map(name => join('console', name));
  const { mtimeMs } = statSync(built);
  return ['package-lock.json', ...sources].some(file => statSync(file).mtimeMs > mtimeMs);
}
