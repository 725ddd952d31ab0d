/**
 * What a policy must be beyond the grammar to be stored. The grammar takes some texts that nobody can have meant: an ARN with a
 * capital `ACS:`, with a blank or with a part too few covers nothing, and a Deny that never fires is a hole that nobody sees. They
 * are refused here, with their place, and not in the grammar, because documents that are stored already have to go on counting.
 *
 * What names products, resources or condition keys that are unknown here is stored: people keep one policy for many services.
 */
import { canonicalAddress } from './address.js';
import type { JsonObject, JsonValue } from './json-document.js';
import { parseJsonDocument } from './json-document.js';
import { entryOf, MalformedPolicy, memberOf } from './malformed-policy.js';
import { parsePolicy, parseResourcePolicy, parseTrustPolicy } from './policy-grammar.js';
import { type PlacedText, readConditionTexts, readTexts } from './text-list.js';

/** Checks an identity policy that is to be stored. @throws MalformedPolicy, and nothing else, with the first fault and its place. */
export function checkNewPolicy(text: string): void {
  parsePolicy(text);
  checkStatements(text);
}

/** Checks the trust policy of a role that is to be stored. @throws MalformedPolicy, as `checkNewPolicy`. */
export function checkNewTrustPolicy(text: string): void {
  parseTrustPolicy(text);
  checkStatements(text);
}

/** Checks the policy of a key or a secret that is to be stored. @throws MalformedPolicy, as `checkNewPolicy`. */
export function checkNewResourcePolicy(text: string, code: string): void {
  parseResourcePolicy(text, code);
  checkStatements(text);
}

/** The grammar has been through the document: everything is of the kind that it should be. */
function checkStatements(text: string): void {
  const statements = (parseJsonDocument(text) as JsonObject).get('Statement') as readonly JsonObject[];
  for (const [index, statement] of statements.entries()) checkStatement(statement, entryOf('Statement', index));
}

function checkStatement(statement: JsonObject, place: string): void {
  for (const name of ['Resource', 'NotResource']) {
    const listed = statement.get(name);
    if (listed !== undefined) readTexts(listed, memberOf(place, name)).forEach(checkResource);
  }
  for (const name of ['NotAction', 'NotResource']) {
    const listed = statement.get(name);
    const all = listed === undefined ? undefined : readTexts(listed, memberOf(place, name)).find(isEverything);
    if (all !== undefined) throw new MalformedPolicy(`${all.place} must not be "*": the statement would cover nothing`);
  }
  const conditionPlace = memberOf(place, 'Condition');
  for (const [operator, keys] of (statement.get('Condition') as JsonObject | undefined) ?? []) {
    checkBlock(operator, keys as JsonObject, memberOf(conditionPlace, operator));
  }
}

function isEverything({ text }: PlacedText): boolean {
  return text === '*';
}

/** `acs:<product>:<region>:<account>:<resource>`. RAM and OSS leave the region empty. Products, regions and accounts have no capitals. */
const arnPattern = /^acs:[a-z0-9*?_.-]+:[a-z0-9*?_-]*:[a-z0-9*?_-]*:[^\p{Z}\p{Cc}\p{Cf}]+$/u;

function checkResource({ text, place }: PlacedText): void {
  if (text === '*' || arnPattern.test(text)) return;
  throw new MalformedPolicy(
    `${place} must be "*" or acs:<product>:<region>:<account>:<resource>, with "acs" and the product in lower case and without blanks`,
  );
}

/** After the prefix and, for tags, after the slash there is a name; a tag's name may have blanks in it. */
const keyPattern = /^[A-Za-z0-9_-]+:[^/\p{Z}\p{Cc}\p{Cf}]+(?:\/.+)?$/su;

function checkBlock(operator: string, keys: JsonObject, place: string): void {
  const seen = new Set<string>();
  for (const [key, listed] of keys) {
    const keyPlace = memberOf(place, key);
    if (!keyPattern.test(key)) {
      throw new MalformedPolicy(`${keyPlace} must be a condition key such as acs:SourceIp, without blanks`);
    }
    // Compared as requests are: up to a tag's name without regard to case. Both would have to hold.
    const comparable = key.replace(/^[^/]*/, start => start.toLowerCase());
    if (seen.has(comparable)) throw new MalformedPolicy(`${keyPlace} is given twice`);
    seen.add(comparable);
    checkValues(operator, comparable, listed, keyPlace);
  }
}

/** The keys whose values are of one class, with the operators, beside those on texts, that can hold for them. */
const operatorsOfKey: ReadonlyMap<string, RegExp> = new Map([
  ['acs:sourceip', /^(?:Not)?IpAddress$/],
  ['acs:currenttime', /^Date/],
  ['acs:securetransport', /^Bool$/],
  ['acs:mfapresent', /^Bool$/],
]);

function checkValues(operator: string, key: string, listed: JsonValue, place: string): void {
  if (operator === 'Bool' && readConditionTexts(listed, place).length > 1) {
    throw new MalformedPolicy(`${place} must have one value: with both true and false it would always hold`);
  }
  const isText = operator.startsWith('String');
  const fitting = operatorsOfKey.get(key);
  if (fitting !== undefined && !isText && !fitting.test(operator)) {
    throw new MalformedPolicy(`${place} is never such a value: ${operator} cannot be meant`);
  }
  // As texts, addresses are equal only in the one spelling that requests have. StringLike may have a part of it.
  if (key === 'acs:sourceip' && isText && !operator.endsWith('Like')) {
    for (const value of readConditionTexts(listed, place)) checkSpelling(value);
  }
}

function checkSpelling({ text, place }: PlacedText): void {
  const canonical = canonicalAddress(text);
  if (canonical === text) return;
  const advice = canonical === undefined ? 'use IpAddress for blocks' : `write ${canonical}, or use IpAddress`;
  throw new MalformedPolicy(`${place} must be an address in its usual spelling: ${advice}`);
}
