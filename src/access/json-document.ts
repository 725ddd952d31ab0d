/**
 * Reads JSON (RFC 8259) more strictly than JSON.parse, because two readers of one policy must not see two policies:
 * a member that is given twice is refused (RFC 8259 section 4 leaves open which one counts), nesting is bounded, and a
 * number keeps the digits it was written with. Objects become maps, so that no member name means anything to JavaScript.
 */
import { entryOf, MalformedPolicy, memberOf } from './malformed-policy.js';

export type JsonValue = string | boolean | null | JsonNumber | readonly JsonValue[] | JsonObject;
export type JsonObject = ReadonlyMap<string, JsonValue>;

/** A number as it was written. */
export class JsonNumber {
  constructor(readonly text: string) {}
}

/** The deepest document of the language is 7 deep: document, list, statement, block, operator, key, list. */
const maxDepth = 10;

const stringPattern = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/y;
const numberPattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const blankPattern = /[ \t\n\r]*/y;

/** Parses a whole document. @throws MalformedPolicy for text that is not JSON, a repeated member, or too deep nesting. */
export function parseJsonDocument(text: string): JsonValue {
  const reader = new Reader(text);
  const value = reader.value('', 0);
  reader.end();
  return value;
}

class Reader {
  private position = 0;

  constructor(private readonly text: string) {
    this.skipBlanks();
  }

  value(place: string, depth: number): JsonValue {
    if (depth > maxDepth) throw new MalformedPolicy(`The policy document is nested more than ${maxDepth} levels deep`);
    switch (this.text[this.position]) {
      case '{':
        return this.object(place, depth);
      case '[':
        return this.list(place, depth);
      case '"':
        return this.string();
      default:
        if (this.acceptText('true')) return true;
        if (this.acceptText('false')) return false;
        if (this.acceptText('null')) return null;
        return new JsonNumber(this.token(numberPattern));
    }
  }

  end(): void {
    if (this.position < this.text.length) this.fail();
  }

  private object(place: string, depth: number): JsonObject {
    const members = new Map<string, JsonValue>();
    this.expect('{');
    if (this.acceptText('}')) return members;
    do {
      const name = this.string();
      const memberPlace = memberOf(place, name);
      if (members.has(name)) throw new MalformedPolicy(`${memberPlace} is given twice`);
      this.expect(':');
      members.set(name, this.value(memberPlace, depth + 1));
    } while (this.acceptText(','));
    this.expect('}');
    return members;
  }

  private list(place: string, depth: number): readonly JsonValue[] {
    const entries: JsonValue[] = [];
    this.expect('[');
    if (this.acceptText(']')) return entries;
    do entries.push(this.value(entryOf(place, entries.length), depth + 1));
    while (this.acceptText(','));
    this.expect(']');
    return entries;
  }

  private string(): string {
    const token = this.token(stringPattern);
    // The pattern has checked the token, so the built-in reader only decodes its escapes.
    return token.includes('\\') ? (JSON.parse(token) as string) : token.slice(1, -1);
  }

  private token(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const token = pattern.exec(this.text)?.[0];
    if (token === undefined) return this.fail();
    this.advance(token.length);
    return token;
  }

  private acceptText(text: string): boolean {
    if (!this.text.startsWith(text, this.position)) return false;
    this.advance(text.length);
    return true;
  }

  private expect(character: string): void {
    if (!this.acceptText(character)) this.fail();
  }

  private advance(characters: number): void {
    this.position += characters;
    this.skipBlanks();
  }

  private skipBlanks(): void {
    blankPattern.lastIndex = this.position;
    blankPattern.test(this.text);
    this.position = blankPattern.lastIndex;
  }

  private fail(): never {
    const what =
      this.position < this.text.length ? `unexpected text at character ${this.position + 1}` : 'it ends too early';
    throw new MalformedPolicy(`The policy document is not valid JSON: ${what}`);
  }
}
