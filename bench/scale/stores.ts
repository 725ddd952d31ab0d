/** The four stores of the comparison: a small and a large one on SQLite and, where a server is named, on PostgreSQL. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onServer } from '../../test/postgres.js';
import { fill } from './filling.js';
import type { Size } from './population.js';

export interface FilledStore {
  readonly kind: 'SQLite' | 'PostgreSQL';
  readonly size: Size;
  readonly data: string;
  readonly storeUrl: string | undefined;
}

/**
 * The store, filled now unless an earlier run has left it in the directory.
 * @param postgres the server's URL, for a store there
 */
export async function filledStore(
  directory: string,
  size: Size,
  postgres: string | undefined,
  say: (line: string) => void,
): Promise<FilledStore> {
  const kind = postgres === undefined ? 'SQLite' : 'PostgreSQL';
  const data = join(directory, `${kind.toLowerCase()}-${nameOf(size)}`);
  const name = `chancery_scale_${nameOf(size).replaceAll('-', '_')}`;
  const storeUrl = postgres && databaseUrl(postgres, name);
  const filled = { kind, size, data, storeUrl } as const;
  const marker = join(data, 'filled');
  if (existsSync(marker)) return filled;

  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (postgres) {
    await onServer(postgres, `drop database if exists ${name} with (force)`);
    await onServer(postgres, `create database ${name}`);
  }
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  let told = 0;
  await fill({
    data,
    storeUrl,
    size,
    onProgress: made => {
      if (seconds() - told < 10) return;
      told = seconds();
      say(`  ${kind}: ${made} of ${describe(size)} after ${told.toFixed(0)} s`);
    },
  });
  // What the server does for itself in the course of a day: autovacuum.
  if (storeUrl) await onServer(storeUrl, 'vacuum analyze');
  say(`${kind} filled with ${describe(size)} in ${seconds().toFixed(0)} s`);
  writeFileSync(marker, '');
  return filled;
}

/** The size in words. */
export const describe = ({ certificates, keys, secretVersions }: Size): string =>
  [
    certificates && `${certificates} certificates`,
    keys && `${keys} keys`,
    secretVersions && `${secretVersions} versions of secrets`,
  ]
    .filter(Boolean)
    .join(', ');

const nameOf = ({ certificates, keys, secretVersions }: Size): string =>
  [certificates && `c${certificates}`, keys && `k${keys}`, secretVersions && `s${secretVersions}`]
    .filter(Boolean)
    .join('-');

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
