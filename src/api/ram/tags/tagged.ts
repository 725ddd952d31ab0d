/** What operations on tags tell the permission check: every named thing, whether or not it is there (see ../addressed.ts). */
import { nameKey } from '../../../identity/names.js';
import type { TaggedKind } from '../../../identity/tags/tagging.js';
import type { CallFacts, Resolution } from '../../../spec/operation.js';
import type { RamServices } from '../services.js';

/** The resource pattern that goes with the placeholders below. */
export const taggedResource = 'acs:ram:*:{account}:{ResourceType}/{resourceName}';

/** @param isNew whether what the call says of tags is said of these */
export async function addressedByTags(
  kind: TaggedKind,
  names: readonly string[],
  isNew: boolean,
  { accountId, tagging }: CallFacts & Pick<RamServices, 'tagging'>,
): Promise<Resolution> {
  const found = new Map((await tagging.find(kind, accountId, names)).map(it => [nameKey(it.name), it]));
  const [one, ...others] = names.map(name => {
    const tags = found.get(nameKey(name))?.tags;
    return {
      placeholders: { resourceName: name },
      ...(tags && { resourceTags: Object.fromEntries(tags.map(({ key, value }) => [key, value])) }),
      ...(isNew && { isNew }),
    };
  });
  return one && [one, ...others];
}
