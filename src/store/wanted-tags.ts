/** Filters by tags, in one text of a statement however many tags are wanted: dialects/statements.ts says why. */
import type { RawBuilder } from 'kysely';
import type { WantedTag } from '../domain/tags.js';
import type { Store } from './store.js';

/** The wanted tags as a table expression with the columns `key` and `value`; `value` is null where any will do. */
export function wantedTags({ dialect }: Pick<Store, 'dialect'>, tags: readonly WantedTag[]): RawBuilder<unknown> {
  return dialect.table(
    ['key', 'value'],
    tags.map(({ key, value = null }) => ({ key, value })),
  );
}
