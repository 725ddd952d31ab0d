/**
 * A page of the audit log: the records of calls that were committed together. Each text is there once, however many records have it.
 *
 *   page     1, content           or    2, content compressed by Zstandard (RFC 8878)
 *   content  first time, number of texts, the texts, number of records, the records
 *   record   flags, time - first time, RequestId, who, what, parameters, [detail], [count], [id]
 *
 * Numbers are LEB128, texts are the number of their bytes and UTF-8; where a record has a text, it has the text's number. A RequestId is the last
 * ten bytes of a UUID that begins with the time of the call, or all sixteen of any other, or the number of a text.
 */
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { AuditEntry } from '../../audit/record.js';
import { ByteReader } from './byte-reader.js';
import { ByteWriter } from './byte-writer.js';
import { type RecordValues, recordOf } from './ledger-steps.js';
import { pageRecordId } from './page-record-id.js';
import { readUuid, uuidBytes } from './uuid-reader.js';

const plain = 1;
const compressed = 2;

/** A page of 20 records of issuing has 3.5 KB and takes 27 µs to compress to 1.2; below this size there is little to gain. */
const COMPRESSED_FROM_BYTES = 1024;
/** What a page may grow to when it is read: above the largest that is written (page-builder.ts), with the largest record behind it. */
const MAX_CONTENT_BYTES = 16 * 1024 * 1024;

const flag = { timedRequestId: 1, uuidRequestId: 2, detail: 4, count: 8, id: 16 } as const;

/** A record, with its id where that is not to follow from its place: one that was written before there were pages. */
export interface PackedRecord {
  readonly values: RecordValues;
  readonly id?: string;
}

/** The texts and the records of one page are written at the same time, so into memory of their own. */
const page = new ByteWriter();
const pageRecords = new ByteWriter();

/** @param firstTime the earliest time of the records */
export function encodePage(records: readonly PackedRecord[], firstTime: number): Buffer {
  const texts = new PageTexts();
  for (const record of records) encodeRecord(record, firstTime, texts);
  page.byte(plain);
  page.number(firstTime);
  texts.write();
  page.number(records.length);
  page.takeOver(pageRecords);
  const bytes = page.take();
  if (bytes.length <= COMPRESSED_FROM_BYTES) return bytes;
  const params = { [constants.ZSTD_c_compressionLevel]: 1 };
  return Buffer.concat([Buffer.of(compressed), zstdCompressSync(bytes.subarray(1), { params })]);
}

/** The texts of a page, by their numbers. */
class PageTexts {
  readonly #numbers = new Map<string, number>();

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  write(): void {
    page.number(this.#numbers.size);
    for (const text of this.#numbers.keys()) page.text(text);
  }
}

function encodeRecord({ values, id }: PackedRecord, firstTime: number, texts: PageTexts): void {
  const [time, requestId, who, what, parameters, detail, count] = values;
  const isUuid = readUuid(requestId);
  const timed = isUuid && uuidBytes.readUIntBE(0, 6) === time;
  const kind = timed ? flag.timedRequestId : isUuid ? flag.uuidRequestId : 0;
  pageRecords.byte(
    kind | (detail === null ? 0 : flag.detail) | (count === 1 ? 0 : flag.count) | (id === undefined ? 0 : flag.id),
  );
  pageRecords.number(time - firstTime);
  if (isUuid) pageRecords.bytes(uuidBytes, timed ? 6 : 0);
  else pageRecords.number(texts.numberOf(requestId));
  pageRecords.number(texts.numberOf(who));
  pageRecords.number(texts.numberOf(what));
  pageRecords.number(texts.numberOf(parameters));
  if (detail !== null) pageRecords.number(texts.numberOf(detail));
  if (count !== 1) pageRecords.number(count);
  if (id !== undefined) pageRecords.bytes(Buffer.from(id.replaceAll('-', ''), 'hex'));
}

/**
 * The records of a page, in the order in which they were packed.
 * @throws RangeError when the bytes are no page
 */
export function decodePage(number: number, page: Buffer): AuditEntry[] {
  const reader = new ByteReader(contentOf(page));
  const firstTime = reader.number();
  const texts = Array.from({ length: reader.number() }, () => reader.text());
  const text = () => {
    const it = texts[reader.number()];
    if (it === undefined) throw new RangeError('a record has a text that is not there');
    return it;
  };
  const entries = Array.from({ length: reader.number() }, (_, index): AuditEntry => {
    const flags = reader.byte();
    const time = firstTime + reader.number();
    const requestId = decodeRequestId(flags, time, reader, text);
    const [who, what, parameters] = [text(), text(), text()];
    const detail = flags & flag.detail ? text() : null;
    const count = flags & flag.count ? reader.number() : 1;
    const id = flags & flag.id ? uuid(reader.hex(16)) : pageRecordId(time, number, index);
    return { id, ...recordOf([time, requestId, who, what, parameters, detail, count]) };
  });
  if (!reader.ended) throw new RangeError('there is more in the page than its records');
  return entries;
}

/** Whether each of the texts, or bytes, stands in the page, in whatever place: no record has one that does not. */
export function mayHold(page: Buffer, parts: readonly (string | Buffer)[]): boolean {
  if (parts.length === 0) return true;
  const content = contentOf(page);
  return parts.every(it => content.includes(it));
}

/** What stands in the page of the record with this RequestId, for `mayHold`. */
export function requestIdPart(requestId: string): string | Buffer {
  return readUuid(requestId) ? Buffer.from(uuidBytes.subarray(6)) : requestId;
}

function contentOf(page: Buffer): Buffer {
  const content = page.subarray(1);
  if (page[0] === plain) return content;
  if (page[0] !== compressed) throw new RangeError(`a page begins with ${page[0]}, which this version cannot read`);
  return zstdDecompressSync(content, { maxOutputLength: MAX_CONTENT_BYTES });
}

function decodeRequestId(flags: number, time: number, reader: ByteReader, text: () => string): string {
  if (flags & flag.timedRequestId) {
    const hex = reader.hex(10).toUpperCase();
    return `${timeDigits(time)}${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8)}`;
  }
  return flags & flag.uuidRequestId ? uuid(reader.hex(16)).toUpperCase() : text();
}

/** The beginning of a UUID of version 7 in capitals, up to its second hyphen. */
function timeDigits(time: number): string {
  const digits = time.toString(16).padStart(12, '0').toUpperCase();
  return `${digits.slice(0, 8)}-${digits.slice(8)}-`;
}

function uuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
