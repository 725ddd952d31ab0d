/** The RAM authorization table, with the columns of the vendor's pages. */
import type { Operation } from '../../spec/operation.js';
import { type Cell, code, link, type Table, table } from '../document.js';
import { operationPage } from '../prose.js';

/** One row for each operation; those without an action are left out. `withOperation` adds a column that names the operation. */
export function permissionTable(
  caption: string,
  operations: readonly Operation[],
  { withOperation = false }: { readonly withOperation?: boolean } = {},
): Table {
  const columns = ['Action', 'Access level', 'Resource type', 'Condition key', 'Dependent action'];
  return table(
    caption,
    withOperation ? ['Operation', ...columns] : columns,
    operations.flatMap(operation => {
      const { action, access, dependentActions = [] } = operation.ram;
      if (action === undefined) return [];
      const row: Cell[] = [code(action), access, resources(operation), keys(operation), lines(dependentActions)];
      return [withOperation ? [link(operationPage(operation), operation.action), ...row] : row];
    }),
  );
}

/** The resources of an operation as ARN patterns, and what kind each is of. */
export function resourcesOf({ ram }: Operation): { readonly type: string; readonly arn: string }[] {
  return [ram.resource].flat().map(arn => ({ arn, type: resourceType(arn) }));
}

function resources(operation: Operation): Cell {
  return {
    lines: resourcesOf(operation).flatMap(({ type, arn }) => [arn === '*' ? type : `*${type}`, code(arn)]),
  };
}

/** `acs:kms:{region}:{account}:policy/{Name}` is of type `policy`. */
function resourceType(arn: string): string {
  if (arn === '*') return 'All Resources';
  return arn.slice(arn.lastIndexOf(':') + 1).split('/', 1)[0] ?? arn;
}

/** The condition keys of an operation, beyond those that every request has. */
export function conditionKeysOf({ ram, requestTags }: Operation): readonly string[] {
  const declared = ram.conditionKeys ?? [];
  const ofTags = requestTags !== undefined && !declared.includes('acs:RequestTag') ? ['acs:RequestTag'] : [];
  return [...declared, ...ofTags].map(key => (/^acs:(Request|Resource)Tag$/.test(key) ? `${key}/<tag key>` : key));
}

const keys = (operation: Operation): Cell => lines(conditionKeysOf(operation));

const lines = (values: readonly string[]): Cell =>
  values.length === 0 ? 'None' : { lines: values.map(value => code(value)) };
