/** All operations of the four products, built or not, with their parameters, out of test/contracts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a parameter is: a scalar, or a list, an object or a map of further ones. */
export type Shape =
  | { readonly kind: 'string' | 'number' | 'boolean'; readonly example?: string }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'object'; readonly members: Readonly<Record<string, Shape>> }
  | { readonly kind: 'map' };

export interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly shape: Shape;
}

export interface KnownOperation {
  readonly version: string;
  readonly action: string;
  readonly parameters: readonly Parameter[];
}

interface Member {
  readonly type: unknown;
  readonly required?: boolean;
  readonly example?: string;
}

/** Reads the contracts of RPC APIs, whose versions are dates, from a project's directory. */
export function readContracts(project: string): KnownOperation[] {
  const directory = join(project, 'src/api/contracts');
  return readdirSync(directory)
    .filter(file => /-\d{4}-\d\d-\d\d\.json$/.test(file))
    .sort()
    .flatMap(file => {
      const contract = JSON.parse(readFileSync(join(directory, file), 'utf8')) as Record<
        string,
        { readonly version: string; readonly request: Readonly<Record<string, Member>> }
      >;
      return Object.entries(contract).map(([action, { version, request }]) => ({
        version,
        action,
        parameters: Object.entries(request).map(([name, member]) => ({
          name,
          required: member.required === true,
          shape: shapeOf(member),
        })),
      }));
    });
}

function shapeOf({ type, example }: Member): Shape {
  if (type === 'string' || type === 'number' || type === 'boolean') return { kind: type, ...(example && { example }) };
  if (typeof type === 'object' && type !== null) {
    if ('array' in type) return { kind: 'list', of: shapeOf({ type: type.array }) };
    if ('object' in type) {
      const members = Object.entries(type.object as Record<string, Member>);
      return { kind: 'object', members: Object.fromEntries(members.map(([name, member]) => [name, shapeOf(member)])) };
    }
  }
  return { kind: 'map' };
}
