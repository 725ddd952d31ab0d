/** The Python that runs the official clients and linters of requirements.txt: that of a virtual environment made for them. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The interpreter named by CHANCERY_TEST_PYTHON, or python3, if it has the modules; otherwise undefined, and the reason is printed. */
export function findPython(...modules: readonly string[]): string | undefined {
  return withModules('CHANCERY_TEST_PYTHON', 'requirements.txt', modules);
}

/** The same of CHANCERY_TEST_OLDER_PYTHON: some packages want older ones of cryptography and protobuf than the others. */
export function findOlderPython(...modules: readonly string[]): string | undefined {
  return withModules('CHANCERY_TEST_OLDER_PYTHON', 'requirements-older.txt', modules);
}

function withModules(variable: string, requirements: string, modules: readonly string[]): string | undefined {
  const interpreter = process.env[variable] ?? 'python3';
  const { status, error } = spawnSync(interpreter, ['-c', modules.map(name => `import ${name}`).join('\n')]);
  if (status === 0) return interpreter;
  console.warn(
    `skipped: ${interpreter} cannot import ${modules.join(', ')}${error ? ` (${error.message})` : ''}; ` +
      `let ${variable} name the Python of a virtual environment with test/python/${requirements}`,
  );
  return undefined;
}

/** A script beside this file. */
export function script(name: string): string {
  return join(import.meta.dirname, name);
}
