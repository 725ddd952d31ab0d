/**
 * The token that goes with a wrapping key (wire/kms.md section 8.1). It is the wrapping key itself, sealed: nothing about it is stored, every server
 * with the seal can read it, and nobody else can read or change it. It is sealed for one key of one account, and opens for no other.
 */
import type { Seal } from '../../seal/seal.js';
import { SealError } from '../../seal/seal.js';
import { openBytes, sealBytes } from '../../seal/sealed.js';
import type { Key } from '../keys/key.js';
import { type ImportAlgorithm, isImportAlgorithm } from './wrapping.js';

export interface ImportToken {
  readonly expiresAt: Date;
  readonly algorithm: ImportAlgorithm;
  /** PKCS #8 of the wrapping key. */
  readonly pkcs8Der: Buffer;
}

type Owner = Pick<Key, 'accountId' | 'id'>;

const FORMAT = 1;
const ALGORITHM_AT = 10;

const recordId = ({ accountId, id }: Owner): string => `kms import token ${accountId}/${id}`;

export async function sealImportToken(seal: Seal, key: Owner, token: ImportToken): Promise<Buffer> {
  const plaintext = encode(token);
  try {
    return await sealBytes(seal, plaintext, recordId(key));
  } finally {
    plaintext.fill(0);
  }
}

/** Also an expired one; undefined where it is none of this key. The caller wipes the private key. */
export async function openImportToken(seal: Seal, key: Owner, sealed: Buffer): Promise<ImportToken | undefined> {
  try {
    return decode(await openBytes(seal, sealed, recordId(key)));
  } catch (fault) {
    if (fault instanceof SealError) return undefined;
    throw fault;
  }
}

/** Format, time, length of the algorithm's name, its name, the key. */
function encode({ expiresAt, algorithm, pkcs8Der }: ImportToken): Buffer {
  const header = Buffer.alloc(ALGORITHM_AT);
  header[0] = FORMAT;
  header.writeBigUInt64BE(BigInt(expiresAt.getTime()), 1);
  header[ALGORITHM_AT - 1] = algorithm.length;
  return Buffer.concat([header, Buffer.from(algorithm, 'latin1'), pkcs8Der]);
}

function decode(plaintext: Buffer): ImportToken | undefined {
  if (plaintext[0] !== FORMAT) return undefined;
  const end = ALGORITHM_AT + plaintext.readUInt8(ALGORITHM_AT - 1);
  const algorithm = plaintext.toString('latin1', ALGORITHM_AT, end);
  if (!isImportAlgorithm(algorithm)) return undefined;
  return {
    expiresAt: new Date(Number(plaintext.readBigUInt64BE(1))),
    algorithm,
    pkcs8Der: plaintext.subarray(end),
  };
}
