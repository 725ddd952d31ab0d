/**
 * General names (RFC 5280 section 4.2.1.6): the values of subject alternative names, checked before they may enter a certificate. Numbers
 * are the standard's own tags, which the API uses too. otherName, x400Address and ediPartyName are not supported.
 */
import { contextPrimitive, isOid, oidContent, tlv } from '../crypto/der.js';
import { InvalidInput } from '../crypto/invalid-input.js';
import { quoted } from '../text/quoted.js';
import { comparableName } from './comparable-name.js';
import { oidText, readInside } from './der-values.js';
import { comparableEmail, isDnsName, isEmail, isUri } from './internet-names.js';
import { ipOctets, ipText } from './ip-address.js';
import { decodeName, encodeName } from './name.js';
import { parseDnText, subjectDnText } from './name-text.js';
import { type DerElement, readDer } from './strict-der.js';

export const generalNameTypes = {
  rfc822Name: 1,
  dNSName: 2,
  directoryName: 4,
  uniformResourceIdentifier: 6,
  iPAddress: 7,
  registeredID: 8,
} as const;

export type GeneralNameType = (typeof generalNameTypes)[keyof typeof generalNameTypes];

export interface GeneralName {
  readonly type: GeneralNameType;
  /** As text: an address (RFC 5952), a host name, a URI, a dotted identifier, a name as it was given or as `subjectDnText` writes it. */
  readonly value: string;
  /** Its DER, tagged as a GeneralName. */
  readonly der: Buffer;
}

export class InvalidGeneralName extends InvalidInput {
  constructor(
    readonly type: number,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** How a type's value travels between text and the content octets of its element; either gives undefined when it is not valid. */
interface Form {
  readonly name: string;
  /** Whether the octets are text. */
  readonly isText?: true;
  readonly rule: string;
  content(text: string): Buffer | undefined;
  text(content: Buffer): string | undefined;
  /** The one spelling of what can be written in several. */
  spelling?(content: Buffer): string | undefined;
}

const asciiForm = (name: string, rule: string, isValid: (text: string) => boolean): Form => ({
  name,
  isText: true,
  rule,
  content: text => (isValid(text) ? Buffer.from(text, 'latin1') : undefined),
  text: content => {
    const text = content.toString('latin1');
    return isValid(text) ? text : undefined;
  },
});

const forms: ReadonlyMap<number, Form> = new Map<number, Form>([
  [generalNameTypes.rfc822Name, asciiForm('e-mail address', 'has the form local-part@host, in ASCII', isEmail)],
  [
    generalNameTypes.dNSName,
    asciiForm(
      'DNS name',
      'is a host name in ASCII, optionally with "*." in front; write an international one as its A-label (xn--)',
      isDnsName,
    ),
  ],
  [
    generalNameTypes.directoryName,
    {
      name: 'directory name',
      rule: 'is a distinguished name such as C=CN,O=Example',
      content: text => encodeName(parseDnText(text)),
      text: content => subjectDnText(decodeName(readInside(content, 'directory name'))),
    },
  ],
  [generalNameTypes.uniformResourceIdentifier, asciiForm('URI', 'begins with a scheme and is in ASCII', isUri)],
  [
    generalNameTypes.iPAddress,
    { name: 'IP address', rule: 'is one IPv4 or IPv6 address', content: ipOctets, text: ipText, spelling: ipText },
  ],
  [
    generalNameTypes.registeredID,
    {
      name: 'registered identifier',
      rule: 'is an object identifier in dotted form',
      content: text => (isOid(text) ? oidContent(text) : undefined),
      text: content => (isRegisteredId(content) ? oidText(content) : undefined),
    },
  ],
]);

const MAX_LENGTH = 2048;

/** Checks one value. Throws `InvalidGeneralName`, for an unsupported type too. */
export function generalName(type: number, value: string): GeneralName {
  const form = formOf(type);
  let content: Buffer | undefined;
  try {
    content = value.length <= MAX_LENGTH ? form.content(value) : undefined;
  } catch (cause) {
    throw refusal(type, form, value, cause);
  }
  if (!content) throw refusal(type, form, value);
  return { type: type as GeneralNameType, value: form.spelling?.(content) ?? value, der: encode(type, content) };
}

/** Reads one out of a checked tree. Throws `InvalidGeneralName`. */
export function decodeGeneralName(element: DerElement): GeneralName {
  const type = element.tag & 0x1f;
  const form = formOf(type);
  const { content } = element;
  let value: string | undefined;
  const shown = form.isText ? content.toString('utf8') : '';
  try {
    value = element.tag === identifierOctet(type) && content.length <= MAX_LENGTH ? form.text(content) : undefined;
  } catch (cause) {
    throw refusal(type, form, shown, cause);
  }
  if (value === undefined) throw refusal(type, form, shown);
  return { type: type as GeneralNameType, value, der: Buffer.from(element.bytes) };
}

/**
 * A text that is the same for names that relying parties take for the same (RFC 5280 section 7): an address by its octets, host names in any
 * case, also within mail addresses and URIs. An IPv4 address and its IPv6 form are two: most readers compare octets, so each has a use.
 */
export function comparableGeneralName({ type, value, der }: GeneralName): string {
  switch (type) {
    case generalNameTypes.dNSName:
      return `${type} ${value.toLowerCase()}`;
    case generalNameTypes.rfc822Name:
      return `${type} ${comparableEmail(value)}`;
    case generalNameTypes.uniformResourceIdentifier:
      return `${type} ${value.replace(/^[^:]*:(?:\/\/[^/?#@]*(?=[/?#]|$))?/, head => head.toLowerCase())}`;
    case generalNameTypes.directoryName:
      return `${type} ${comparableName((readDer(der).children[0] as DerElement).bytes)}`;
    default:
      return der.toString('hex');
  }
}

/** A directoryName is tagged explicitly, because Name is a CHOICE (X.680 section 31.2.7); the others implicitly. */
const identifierOctet = (type: number): number => (type === generalNameTypes.directoryName ? 0xa4 : 0x80 | type);

const encode = (type: number, content: Buffer): Buffer =>
  type === generalNameTypes.directoryName ? tlv(0xa4, content) : contextPrimitive(type, content);

const unsupportedTypes: ReadonlyMap<number, string> = new Map([
  [0, 'otherName'],
  [3, 'x400Address'],
  [5, 'ediPartyName'],
]);

function formOf(type: number): Form {
  const form = forms.get(type);
  if (form) return form;
  const name = unsupportedTypes.get(type);
  const shown = name === undefined ? String(type) : `${type} (${name})`;
  throw new InvalidGeneralName(type, `Alternative names of type ${shown} are not supported; 1, 2, 4, 6, 7 and 8 are.`);
}

function refusal(type: number, { name, rule }: Form, value: string, cause?: unknown): InvalidGeneralName {
  if (cause !== undefined && !(cause instanceof InvalidInput)) throw cause;
  const shown = value === '' ? '' : ` ${quoted(value)}`;
  const detail = cause instanceof InvalidInput ? ` ${cause.message}` : '';
  return new InvalidGeneralName(type, `The ${name}${shown} is not valid: it ${rule}.${detail}`, { cause });
}

/** An implicit tag hides the type from the strict reader, so its rules for identifiers are applied here. */
function isRegisteredId(content: Buffer): boolean {
  try {
    readInside(tlv(0x06, content), 'registered identifier');
    return true;
  } catch (cause) {
    if (cause instanceof InvalidInput) return false;
    throw cause;
  }
}
