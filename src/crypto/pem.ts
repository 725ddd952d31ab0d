/**
 * PEM (RFC 7468): DER between two marked lines. Written strictly. Read as RFC 7468 section 2 has it: text around the marked lines means nothing,
 * and blocks with other labels are passed over. Besides, any white space may stand where a line feed belongs, because the cloud's
 * documented requests carry CSRs with spaces instead (wire/cas.md section 2.1). The Base64 between the lines is read strictly.
 */
import { characterText, quoted } from '../text/quoted.js';
import { InvalidInput } from './invalid-input.js';

export class InvalidPem extends InvalidInput {}

/** `label` is, for example, `CERTIFICATE`. Lines of 64 characters; ends with a line feed. */
export function encodePem(label: string, der: Uint8Array): string {
  const base64 = Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('base64');
  let body = '';
  for (let at = 0; at < base64.length; at += 64) body += `${base64.slice(at, at + 64)}\n`;
  return `-----BEGIN ${label}-----\n${body}-----END ${label}-----\n`;
}

/**
 * The DER inside the one PEM block of `text` that has one of the `labels`. `maxBytes` caps the length of the text.
 * Throws `InvalidPem` when there is no such block, more than one, or one without its end, and for Base64 that is not canonical.
 */
export function parsePem(text: string, labels: readonly string[], maxBytes: number): Buffer {
  if (text.length > maxBytes) throw new InvalidPem(`The PEM text is longer than ${maxBytes} bytes.`);
  const blocks = blocksOf(text, labels);
  const [block] = blocks;
  if (block === undefined) throw missing(text, labels);
  if (blocks.length > 1) {
    throw new InvalidPem(`The PEM text holds ${blocks.length} blocks of "${labels[0]}": one is taken at a time.`);
  }
  const base64 = block.replace(/[ \t\r\n]+/g, '');
  const foreign = /[^A-Za-z0-9+/=]/u.exec(base64)?.[0];
  if (foreign !== undefined) {
    throw new InvalidPem(`The PEM text is not valid Base64: it has the character ${characterText(foreign)}.`);
  }
  const der = Buffer.from(base64, 'base64');
  // Encoding again shows whether padding or bits were missing or left over.
  if (der.length === 0 || der.toString('base64') !== base64) {
    throw new InvalidPem('The PEM text is not valid Base64: it is not whole.');
  }
  return der;
}

interface Marker {
  readonly begins: boolean;
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

/** What stands between the marked lines of the blocks with these labels. */
function blocksOf(text: string, labels: readonly string[]): readonly string[] {
  const markers = markersOf(text);
  return markers.flatMap((marker, index) => {
    const { begins, label, end } = marker;
    if (!labels.includes(label)) return [];
    const other = markers[begins ? index + 1 : index - 1];
    if (other?.label !== label || other.begins === begins) {
      throw new InvalidPem(
        begins
          ? `The PEM text does not end with "-----END ${label}-----".`
          : `The PEM text does not begin with "-----BEGIN ${label}-----".`,
      );
    }
    return begins ? [text.slice(end, other.start)] : [];
  });
}

const MARKER = /-----(BEGIN|END) ([^\r\n-]+(?:-[^\r\n-]+)*)-----/g;

/** Markers stand alone at the start of a line, as people's prose about them does not; where line feeds became spaces they stand anywhere. */
function markersOf(text: string): readonly Marker[] {
  const markers = [...text.matchAll(MARKER)].map(({ 0: whole, 1: word, 2: label = '', index }) => ({
    begins: word === 'BEGIN',
    label,
    start: index,
    end: index + whole.length,
  }));
  const onLines = markers.filter(({ start }) => startsLine(text, start));
  return onLines.some(({ begins }) => !begins) ? onLines : markers;
}

function startsLine(text: string, start: number): boolean {
  let at = start;
  while (at > 0 && (text[at - 1] === ' ' || text[at - 1] === '\t')) at--;
  return at === 0 || text[at - 1] === '\n' || text[at - 1] === '\r';
}

function missing(text: string, [label]: readonly string[]): InvalidPem {
  const others = [...new Set(markersOf(text).map(marker => marker.label))].slice(0, 3).map(quoted);
  const instead = others.length > 0 ? `; it holds ${others.join(', ')}` : '';
  return new InvalidPem(`The PEM text has no line "-----BEGIN ${label}-----"${instead}.`);
}
