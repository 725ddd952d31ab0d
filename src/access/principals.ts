/**
 * The Principal element of trust policies and other resource policies: whom it names, and whether it names the caller (wire/ram-sts.md section 6).
 * `{"RAM": …}` holds accounts, users and roles, `{"Service": …}` cloud services, `{"Federated": …}` identity providers.
 */
import type { JsonValue } from './json-document.js';
import { MalformedPolicy, memberOf } from './malformed-policy.js';
import { readTexts } from './text-list.js';

/** What a principal element may name: an account stands for all its users and roles. */
export type NamedPrincipal =
  | { readonly kind: 'account'; readonly accountId: string }
  | { readonly kind: 'user' | 'role'; readonly accountId: string; readonly name: string }
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'federated'; readonly providerArn: string };

/**
 * Who calls: a user, or a session of a role, or somebody whom a cloud service or an identity provider vouches for. `account` is the account itself, with
 * its root keys: only policies of another account's keys and secrets are asked about it.
 */
export type CallingPrincipal = NamedPrincipal;

/** `named`: by user, role, service or provider; `account`: only as one of the account's identities. */
export type PrincipalMatch = 'named' | 'account' | 'none';

/** How a list of principals covers a caller. Names are compared without regard to case, as everywhere they are looked up. */
export function matchPrincipal(named: readonly NamedPrincipal[], caller: CallingPrincipal): PrincipalMatch {
  const keyOfCaller = comparable(caller);
  if (named.some(principal => comparable(principal) === keyOfCaller)) return 'named';
  if (!('accountId' in caller)) return 'none';
  return named.some(
    ({ kind, ...rest }) => kind === 'account' && 'accountId' in rest && rest.accountId === caller.accountId,
  )
    ? 'account'
    : 'none';
}

/** Reads a Principal element. @param allowed which kinds it may have; absent: all. @throws MalformedPolicy. */
export function readPrincipals(
  value: JsonValue,
  place: string,
  allowed: readonly string[] = [...principalKinds.keys()],
): readonly NamedPrincipal[] {
  if (!(value instanceof Map)) throw new MalformedPolicy(`${place} must be an object with ${inWords(allowed)}`);
  const principals: NamedPrincipal[] = [];
  for (const [name, listed] of value) {
    const listPlace = memberOf(place, name);
    const kind = principalKinds.get(name);
    if (kind === undefined || !allowed.includes(name))
      throw new MalformedPolicy(`${listPlace} is not a known kind of principal`);
    for (const entry of readTexts(listed, listPlace)) {
      const principal = kind.parse(entry.text);
      if (principal === undefined) throw new MalformedPolicy(`${entry.place} must be ${kind.form}`);
      principals.push(principal);
    }
  }
  if (principals.length === 0) throw new MalformedPolicy(`${place} must not be empty`);
  return principals;
}

interface PrincipalKind {
  readonly form: string;
  parse(text: string): NamedPrincipal | undefined;
}

const principalKinds: ReadonlyMap<string, PrincipalKind> = new Map<string, PrincipalKind>([
  [
    'RAM',
    {
      form: 'the ARN of an account, a user or a role, such as acs:ram::1000000000000001:root',
      parse(text) {
        const parts = /^acs:ram::([0-9]{1,20}):(?:(root|\*)|(user|role)\/([A-Za-z0-9._-]{1,64}))$/.exec(text);
        if (parts === null) return undefined;
        const [, accountId = '', everybody, kind, name = ''] = parts;
        if (everybody !== undefined) return { kind: 'account', accountId };
        return { kind: kind === 'user' ? 'user' : 'role', accountId, name };
      },
    },
  ],
  [
    'Service',
    {
      form: 'the name of a cloud service, such as ecs.aliyuncs.com',
      parse: text => (/^[A-Za-z0-9@._-]+$/.test(text) ? { kind: 'service', name: text } : undefined),
    },
  ],
  [
    'Federated',
    {
      form: 'the ARN of an identity provider, such as acs:ram::1000000000000001:oidc-provider/ci',
      parse: text =>
        /^acs:ram::[0-9]{1,20}:(?:saml|oidc)-provider\/[A-Za-z0-9._-]{1,128}$/.test(text)
          ? { kind: 'federated', providerArn: text }
          : undefined,
    },
  ],
]);

const inWords = (names: readonly string[]): string =>
  [names.slice(0, -1).join(', '), ...names.slice(-1)].filter(it => it !== '').join(' or ');

function comparable(principal: NamedPrincipal): string {
  switch (principal.kind) {
    case 'account':
      return `account ${principal.accountId}`;
    case 'user':
    case 'role':
      return `${principal.kind} ${principal.accountId} ${principal.name.toLowerCase()}`;
    case 'service':
      return `service ${principal.name.toLowerCase()}`;
    case 'federated':
      return `federated ${principal.providerArn.toLowerCase()}`;
  }
}
