import { execFileSync } from 'node:child_process';

/** Compiles the server once before the tests: worker threads and child processes run the build, and it must not be a stale one. */
export default function build(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
}
