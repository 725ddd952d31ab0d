/** Aliases in requests and answers, and what the permission check needs of them (wire/kms.md section 9). */
import type { Alias } from '../../../kms/aliases/alias-store.js';
import { ALIAS_PREFIX } from '../../../kms/keys/key-reference.js';
import { list, object, string } from '../../../spec/field.js';
import type { ResolvedResource } from '../../../spec/operation.js';
import { inWords } from '../../../spec/worded-pattern.js';
import { type KeyCall, resolvedAs } from '../keys/named-key.js';

export const EXAMPLE_ALIAS = 'alias/orders';

/** `alias/` and up to 255 characters. */
export const aliasName = (about: string, names?: 'kms.alias') =>
  string({
    required: true,
    ...(names && { names }),
    maxLength: ALIAS_PREFIX.length + 255,
    pattern: inWords(/alias\/[A-Za-z0-9/_-]+/, '`alias/`, then letters, digits, `/`, `_` and `-`'),
    about,
    example: EXAMPLE_ALIAS,
  });

/** As the domain keeps it. */
export const withoutPrefix = (aliasName: string): string => aliasName.slice(ALIAS_PREFIX.length);

/** Both have to be allowed: the key that the alias leads to, whose own policy counts too, and the alias. */
export const aliasAndKey = ['acs:kms:{region}:{account}:key/{KeyId}', 'acs:kms:{region}:{account}:alias/{Alias}'];

/** The key that an alias leads to now. A denied caller is not told which it is. */
export async function resolveAlias(
  { AliasName }: { readonly AliasName: string },
  call: KeyCall,
): Promise<ResolvedResource> {
  const key = await resolvedAs('KeyId', AliasName, call);
  return { ...key, placeholders: { Alias: withoutPrefix(AliasName) } };
}

export const aliasPage = {
  Aliases: object(
    {
      Alias: list(
        object(
          {
            AliasName: string({ required: true, about: 'The alias, with its prefix.', example: EXAMPLE_ALIAS }),
            AliasArn: string({
              required: true,
              about: 'Its ARN.',
              example: 'acs:kms:cn-hangzhou:1000000000000001:alias/orders',
            }),
            KeyId: string({
              required: true,
              about: 'The id of the key that it leads to.',
              example: 'key-hzz65f3a68554s6ms0001',
            }),
          },
          {},
        ),
        { required: true, about: 'The aliases of the page.' },
      ),
    },
    { required: true, about: 'The aliases of the page.' },
  ),
} as const;

export const exampleAlias = {
  AliasName: EXAMPLE_ALIAS,
  AliasArn: 'acs:kms:cn-hangzhou:1000000000000001:alias/orders',
  KeyId: 'key-hzz65f3a68554s6ms0001',
};

export const shownAlias = ({ name, keyId }: Alias, region: string, accountId: string) => ({
  AliasName: `${ALIAS_PREFIX}${name}`,
  AliasArn: `acs:kms:${region}:${accountId}:alias/${name}`,
  KeyId: keyId,
});
