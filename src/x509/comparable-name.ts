/**
 * Distinguished names as relying parties compare them (RFC 5280 section 7.1): other string types, another case and other blanks make no
 * other name. openssl folds ASCII letters only, Go and others compare octets; what is the same to any of them is the same here.
 */
import { hash } from 'node:crypto';
import { readRelativeNames } from './lint/relative-names.js';
import { type DerElement, readDer, tags } from './strict-der.js';

/** A short text that is the same for names that are the same. Throws `InvalidDer` for what is no Name. */
export function comparableName(nameDer: Buffer): string {
  const relativeNames = readRelativeNames(readDer(nameDer)).map(relativeName =>
    // The attributes of one relative name have no order.
    relativeName.map(({ oid, value }) => `${oid}=${comparableText(value)}`).sort(),
  );
  return hash('sha256', JSON.stringify(relativeNames), 'base64url');
}

/** Values that are no text are compared as octets. */
function comparableText({ tag, content, bytes }: DerElement): string {
  const text = textOf(tag, content);
  if (text === undefined) return `#${bytes.toString('hex')}`;
  if (plain.test(text)) return text.toLowerCase();
  // Through upper case, which makes one of more letters than lower case does (ß, ς, ſ).
  return text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').trim().replace(/\s+/gu, ' ');
}

/** Printable ASCII with single blanks between words: it is its own normal form, and most names are like that. */
const plain = /^[!-~]+(?: [!-~]+)*$/;

const TELETEX = 0x14;
const VISIBLE = 0x1a;
const UNIVERSAL = 0x1c;

/** Lenient, for names of others: a text that is not well formed is compared by what can be read of it. */
function textOf(tag: number, content: Buffer): string | undefined {
  switch (tag) {
    case tags.utf8String:
      return content.toString('utf8');
    case tags.printableString:
    case tags.ia5String:
    case TELETEX:
    case VISIBLE:
      return content.toString('latin1');
    case tags.bmpString:
      return content.length % 2 === 0 ? Buffer.from(content).swap16().toString('utf16le') : undefined;
    case UNIVERSAL:
      return content.length % 4 === 0 ? characters(content) : undefined;
    default:
      return undefined;
  }
}

function characters(content: Buffer): string | undefined {
  let text = '';
  for (let at = 0; at < content.length; at += 4) {
    const point = content.readUInt32BE(at);
    if (point > 0x10ffff) return undefined;
    text += String.fromCodePoint(point);
  }
  return text;
}
