/**
 * The condition operators of the RAM policy language (wire/ram-sts.md section 4.1): five classes, of which the negative operators are the exact
 * negation of their positive ones. `Null`, `…IfExists`, `ForAnyValue:` and `ForAllValues:` are not in this language.
 */
import { AddressBlocks } from './address-blocks.js';
import { compileGlobs, type TextMatcher } from './glob.js';
import { MalformedPolicy } from './malformed-policy.js';
import type { PlacedText } from './text-list.js';

export interface ConditionOperator {
  /** The condition holds when no value matches, and so also when the request does not have the key. */
  readonly negative: boolean;
  /**
   * Compiles the listed values; the matcher says whether one value of the request matches any of them.
   * @throws MalformedPolicy for a listed value that is not of the operator's class.
   */
  compile(listed: readonly PlacedText[]): TextMatcher;
}

/** By name, in the exact spelling of the language. */
export const conditionOperators: ReadonlyMap<string, ConditionOperator> = new Map([
  ...withNegation('StringEquals', 'StringNotEquals', equalTexts),
  ...withNegation('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', equalTextsIgnoringCase),
  ...withNegation('StringLike', 'StringNotLike', listed => compileGlobs(textsOf(listed))),
  ...ordered('Numeric', parseNumber, 'must be a decimal number'),
  ...ordered('Date', parseDate, 'must be a date such as 2026-01-31T23:59:59Z or 2026-01-31T23:59:59+08:00'),
  positive('Bool', equalBooleans),
  ...withNegation('IpAddress', 'NotIpAddress', containedAddresses),
]);

type Compile = ConditionOperator['compile'];

function positive(name: string, compile: Compile): [string, ConditionOperator] {
  return [name, { negative: false, compile }];
}

function withNegation(name: string, negativeName: string, compile: Compile): [string, ConditionOperator][] {
  return [positive(name, compile), [negativeName, { negative: true, compile }]];
}

/** The six operators of a class whose values have an order. */
function ordered(
  prefix: string,
  parse: (text: string) => number | undefined,
  fault: string,
): [string, ConditionOperator][] {
  const comparing =
    (holds: (value: number, listed: number) => boolean): Compile =>
    listed => {
      const limits = listed.map(entry => parse(entry.text) ?? refuse(entry, fault));
      return text => {
        const value = parse(text);
        return value !== undefined && limits.some(limit => holds(value, limit));
      };
    };
  return [
    ...withNegation(
      `${prefix}Equals`,
      `${prefix}NotEquals`,
      comparing((value, listed) => value === listed),
    ),
    positive(
      `${prefix}LessThan`,
      comparing((value, listed) => value < listed),
    ),
    positive(
      `${prefix}LessThanEquals`,
      comparing((value, listed) => value <= listed),
    ),
    positive(
      `${prefix}GreaterThan`,
      comparing((value, listed) => value > listed),
    ),
    positive(
      `${prefix}GreaterThanEquals`,
      comparing((value, listed) => value >= listed),
    ),
  ];
}

function equalTexts(listed: readonly PlacedText[]): TextMatcher {
  const texts = new Set(textsOf(listed));
  return text => texts.has(text);
}

function equalTextsIgnoringCase(listed: readonly PlacedText[]): TextMatcher {
  const texts = new Set(textsOf(listed).map(text => text.toLowerCase()));
  return text => texts.has(text.toLowerCase());
}

function equalBooleans(listed: readonly PlacedText[]): TextMatcher {
  for (const entry of listed) {
    if (entry.text !== 'true' && entry.text !== 'false') refuse(entry, 'must be true or false');
  }
  return equalTexts(listed);
}

function containedAddresses(listed: readonly PlacedText[]): TextMatcher {
  const blocks = new AddressBlocks();
  for (const entry of listed) {
    if (!blocks.add(entry.text)) refuse(entry, 'must be an IP address or a CIDR block');
  }
  return address => blocks.has(address);
}

function textsOf(listed: readonly PlacedText[]): readonly string[] {
  return listed.map(entry => entry.text);
}

function refuse(entry: PlacedText, fault: string): never {
  throw new MalformedPolicy(`${entry.place} ${fault}`);
}

function parseNumber(text: string): number | undefined {
  if (!/^[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

const datePattern =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?(?:Z|([+-])([0-9]{2}):([0-9]{2}))$/;

/** Milliseconds since 1970 of an ISO 8601 date and time with a zone; seconds may be left out. */
function parseDate(text: string): number | undefined {
  const parts = datePattern.exec(text);
  if (parts === null) return undefined;
  const [, minute = '', second = '00', fraction = '', sign, zoneHours = '0', zoneMinutes = '0'] = parts;
  const local = `${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
  const time = Date.parse(local);
  // Date.parse turns February 30 into March 1 or 2; only a date that comes back as it went in exists.
  if (Number.isNaN(time) || new Date(time).toISOString() !== local) return undefined;
  if (Number(zoneHours) > 23 || Number(zoneMinutes) > 59) return undefined;
  const zone = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000;
  return sign === '-' ? time + zone : time - zone;
}
