/** A QR code as a PNG of two colours (ISO/IEC 18004; PNG of W3C, third edition): what an authenticator app takes a seed from. */
import { crc32, deflateSync } from 'node:zlib';

/** Light around the code: ISO/IEC 18004 asks for four modules. */
const QUIET_MODULES = 4;
const PIXELS_OF_MODULE = 5;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The picture of the text, with medium error correction: 15 % of it may be unreadable. */
export async function qrCodePng(text: string): Promise<Buffer> {
  const { default: encodeQr } = await import('qr');
  const modules = encodeQr(text, 'raw', { ecc: 'medium', border: QUIET_MODULES, scale: 1 });
  const size = modules.length * PIXELS_OF_MODULE;
  const rows = modules.flatMap(row => Array.from({ length: PIXELS_OF_MODULE }, () => scanline(row, size)));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header(size)),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Width, height, one bit for each pixel, greyscale, and the only compression, filtering and interlacing that are needed. */
function header(size: number): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(size, 4);
  bytes[8] = 1;
  return bytes;
}

/** One row of pixels behind its filter, none. A pixel that is set is white. */
function scanline(row: readonly boolean[], size: number): Buffer {
  const bytes = Buffer.alloc(1 + Math.ceil(size / 8));
  for (let x = 0; x < size; x++) {
    if (!row[Math.floor(x / PIXELS_OF_MODULE)]) bytes[1 + (x >> 3)]! |= 0x80 >> (x & 7);
  }
  return bytes;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
