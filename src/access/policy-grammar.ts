/**
 * The grammar of RAM policy documents, version "1" (wire/ram-sts.md section 2): text in, compiled statements out, or an error that names the element
 * and its position. What is not understood is refused and never skipped: a condition that is passed over grants.
 *
 *   policy    = { "Version": "1", "Statement": [ statement, … ] }
 *   statement = { "Effect": "Allow" | "Deny", "Action": x | "NotAction": x, "Resource": x | "NotResource": x,
 *                 "Condition": { operator: { key: x } }, "Sid": string }        x = string | [ string, … ]
 *
 * A trust policy has `Principal` instead of `Resource`; the policy of a key or a secret has both, of which `Resource` says `*` only.
 */
import { readConditions } from './conditions.js';
import { compileGlobs, type TextMatcher } from './glob.js';
import { type JsonObject, type JsonValue, parseJsonDocument } from './json-document.js';
import { entryOf, MalformedPolicy, memberOf } from './malformed-policy.js';
import type { Effect, Policy, Statement, TrustPolicy } from './policy.js';
import { readPrincipals } from './principals.js';
import { type PlacedText, readTexts } from './text-list.js';

export { MalformedPolicy } from './malformed-policy.js';

/** The longest policy document, in characters. */
export const maxPolicyCharacters = 6144;
/** The longest policy of a key or a secret, in bytes of UTF-8. */
export const maxResourcePolicyBytes = 32_768;
const maxSidCharacters = 128;

/** Parses an identity policy. @throws MalformedPolicy, and nothing else, for every text that is not one. */
export function parsePolicy(text: string): Policy {
  return {
    statements: readDocument(text, identityPolicy, (members, place) => ({
      ...readCommonParts(members, place),
      coversResource: readResources(members, place),
    })),
  };
}

/** Parses the trust policy of a role. @throws MalformedPolicy, and nothing else, for every text that is not one. */
export function parseTrustPolicy(text: string): TrustPolicy {
  return {
    statements: readDocument(text, trustPolicy, (members, place) => ({
      ...readCommonParts(members, place),
      coversResource: () => true,
      principals: readPrincipals(required(members, place, 'Principal'), memberOf(place, 'Principal')),
    })),
  };
}

/**
 * Parses the policy that a key or a secret has of its own (wire/kms.md section 12.2). Its actions are of one product, and it names accounts, users and roles.
 * @param code the RAM code of the product. @throws MalformedPolicy, and nothing else, for every text that is not one
 */
export function parseResourcePolicy(text: string, code: string): TrustPolicy {
  return {
    statements: readDocument(text, resourcePolicy, (members, place) => {
      const actions = readTexts(required(members, place, 'Action'), memberOf(place, 'Action'));
      for (const entry of actions) {
        if (!entry.text.startsWith(`${code}:`))
          throw new MalformedPolicy(`${entry.place} must be "${code}:<operation>"`);
      }
      for (const entry of readTexts(required(members, place, 'Resource'), memberOf(place, 'Resource'))) {
        if (entry.text !== '*')
          throw new MalformedPolicy(`${entry.place} must be "*": the policy is about what has it`);
      }
      return {
        ...readCommonParts(members, place),
        coversResource: () => true,
        principals: readPrincipals(required(members, place, 'Principal'), memberOf(place, 'Principal'), ['RAM']),
      };
    }),
  };
}

interface DocumentKind {
  readonly name: string;
  /** How long a document may be, in words, and whether a text is longer. */
  readonly longest: string;
  isTooLong(text: string): boolean;
  readonly statementMembers: ReadonlySet<string>;
}

const documentMembers = new Set(['Version', 'Statement']);
const commonMembers = ['Sid', 'Effect', 'Action', 'NotAction', 'Condition'];
const ofRam: Pick<DocumentKind, 'longest' | 'isTooLong'> = {
  longest: `${maxPolicyCharacters} characters`,
  isTooLong: text => isLongerThan(text, maxPolicyCharacters),
};
const identityPolicy: DocumentKind = {
  name: 'an identity policy',
  ...ofRam,
  statementMembers: new Set([...commonMembers, 'Resource', 'NotResource']),
};
const trustPolicy: DocumentKind = {
  name: 'a trust policy',
  ...ofRam,
  statementMembers: new Set([...commonMembers, 'Principal']),
};
const resourcePolicy: DocumentKind = {
  name: 'the policy of a key or a secret',
  longest: `${maxResourcePolicyBytes} bytes`,
  isTooLong: text => Buffer.byteLength(text) > maxResourcePolicyBytes,
  statementMembers: new Set(['Sid', 'Effect', 'Action', 'Condition', 'Principal', 'Resource']),
};

function readDocument<S>(
  text: string,
  kind: DocumentKind,
  readStatement: (members: JsonObject, place: string) => S,
): readonly S[] {
  if (text === '' || kind.isTooLong(text)) {
    throw new MalformedPolicy(`The policy document must be 1 to ${kind.longest} long`);
  }
  const document = parseJsonDocument(text);
  if (!(document instanceof Map)) throw new MalformedPolicy('The policy document must be a JSON object');
  refuseOthers(document, '', kind, documentMembers);
  if (required(document, '', 'Version') !== '1') throw new MalformedPolicy('Version must be "1"');

  const statements = required(document, '', 'Statement');
  if (!Array.isArray(statements)) throw new MalformedPolicy('Statement must be a list of statements');
  if (statements.length === 0) throw new MalformedPolicy('Statement must not be empty');
  return statements.map((statement: JsonValue, index) => {
    const place = entryOf('Statement', index);
    if (!(statement instanceof Map)) throw new MalformedPolicy(`${place} must be an object`);
    refuseOthers(statement, place, kind, kind.statementMembers);
    return readStatement(statement, place);
  });
}

function readCommonParts(members: JsonObject, place: string): Omit<Statement, 'coversResource'> {
  const sid = readSid(members.get('Sid'), memberOf(place, 'Sid'));
  const effect = readEffect(required(members, place, 'Effect'), memberOf(place, 'Effect'));
  const coversAction = readEither(members, place, 'Action', 'NotAction', readActions);
  const condition = members.get('Condition');
  const conditions = condition === undefined ? [] : readConditions(condition, memberOf(place, 'Condition'));
  return { ...(sid === undefined ? {} : { sid }), effect, coversAction, conditions };
}

/** Sids are those of key policies, whose own default Sid contains blanks. They mean nothing to evaluation. */
function readSid(value: JsonValue | undefined, place: string): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || isLongerThan(value, maxSidCharacters)) {
    throw new MalformedPolicy(`${place} must be a string of at most ${maxSidCharacters} characters`);
  }
  return value;
}

function readEffect(value: JsonValue, place: string): Effect {
  if (value === 'Allow' || value === 'Deny') return value;
  throw new MalformedPolicy(`${place} must be "Allow" or "Deny"`);
}

const actionPattern = /^(?:\*|[A-Za-z0-9_*?.-]+:[A-Za-z0-9_*?./-]+)$/;

/** Codes of other products are accepted, as the cloud does: such a statement just never covers a request here. */
function readActions(entries: readonly PlacedText[]): TextMatcher {
  for (const entry of entries) {
    if (!actionPattern.test(entry.text))
      throw new MalformedPolicy(`${entry.place} must be "*" or "<code>:<operation>"`);
  }
  return compileGlobs(
    entries.map(({ text }) => text),
    { ignoreCase: true },
  );
}

/** Any text without control characters: there are patterns such as `*:*:cn-shanghai:*:*` that do not look like ARNs. */
const resourcePattern = /^[^\u0000-\u001f\u007f]+$/;

function readResources(members: JsonObject, place: string): TextMatcher {
  return readEither(members, place, 'Resource', 'NotResource', entries => {
    for (const entry of entries) {
      if (!resourcePattern.test(entry.text)) throw new MalformedPolicy(`${entry.place} must be "*" or an ARN pattern`);
    }
    // Requests present RAM's resources with the region `*`, policies write them with `*` or with an empty region.
    const patterns = entries.map(({ text }) => text.replace(/^acs:ram::/, 'acs:ram:*:'));
    const covers = compileGlobs(patterns);
    const coversRam = compileGlobs(patterns.filter(isLowerCaseProduct), { ignoreCase: true });
    return resource => (resource.startsWith('acs:ram:') ? coversRam(resource) : covers(resource));
  });
}

/**
 * The names of RAM mean the same in upper and lower case. A Deny on `user/alice` has to meet `user/ALICE` also where there is no
 * such user, or its answer would tell whether there is. What stands before the names has one spelling.
 */
function isLowerCaseProduct(pattern: string): boolean {
  return pattern.split(':', 2).every(part => !/[A-Z]/.test(part));
}

/** Reads the one of two members that is there; the second means everything but what it lists. */
function readEither(
  members: JsonObject,
  place: string,
  name: string,
  complementName: string,
  compile: (entries: readonly PlacedText[]) => TextMatcher,
): TextMatcher {
  const listed = members.get(name);
  const complement = members.get(complementName);
  if (listed !== undefined && complement !== undefined) {
    throw new MalformedPolicy(`${place} must not have both ${name} and ${complementName}`);
  }
  if (listed !== undefined) return compile(readTexts(listed, memberOf(place, name)));
  if (complement === undefined) throw new MalformedPolicy(`${place} must have ${name} or ${complementName}`);
  const isExcepted = compile(readTexts(complement, memberOf(place, complementName)));
  return text => !isExcepted(text);
}

function required(members: JsonObject, place: string, name: string): JsonValue {
  const value = members.get(name);
  if (value === undefined) throw new MalformedPolicy(`${memberOf(place, name)} is missing`);
  return value;
}

function refuseOthers(members: JsonObject, place: string, kind: DocumentKind, known: ReadonlySet<string>): void {
  for (const name of members.keys()) {
    if (known.has(name)) continue;
    const elsewhere = identityPolicy.statementMembers.has(name) || trustPolicy.statementMembers.has(name);
    const fault = elsewhere && place !== '' ? `is not allowed in ${kind.name}` : 'is not a known element';
    throw new MalformedPolicy(`${memberOf(place, name)} ${fault}`);
  }
}

/** Counts characters and not UTF-16 units, and does not look at more of the text than it must. */
function isLongerThan(text: string, characters: number): boolean {
  if (text.length <= characters) return false;
  return text.length > 2 * characters || [...text].length > characters;
}
