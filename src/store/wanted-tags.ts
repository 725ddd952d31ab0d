/** Filters by tags, in one text of a statement however many tags are wanted: any-of.ts says why. */
import { type RawBuilder, sql } from 'kysely';
import type { Store } from './store.js';

/** The key with this value, or with any. */
export interface WantedTag {
  readonly key: string;
  readonly value?: string | undefined;
}

/** The wanted tags as a table expression with the columns `key` and `value`; `value` is null where any will do. */
export function wantedTags({ dialect }: Pick<Store, 'dialect'>, tags: readonly WantedTag[]): RawBuilder<unknown> {
  const json = JSON.stringify(tags.map(({ key, value = null }) => ({ key, value })));
  return dialect === 'postgres'
    ? sql`(select key, value from json_to_recordset(cast(${json} as json)) as given(key text, value text))`
    : sql`(select value ->> 'key' as key, value ->> 'value' as value from json_each(${json}))`;
}
