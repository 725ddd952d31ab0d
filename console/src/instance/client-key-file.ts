/** The client key file that official clients read: `{"KeyId": …, "PrivateKeyData": …}`, the second a PKCS #12 file in Base64. */
import { isRecord } from '../form/draft';
import { fromBase64 } from '../x509/pem';

export interface ClientKeyFile {
  readonly keyId: string;
  readonly pkcs12: Uint8Array<ArrayBuffer>;
}

/** Undefined for a text that is no such file. The answer of CreateClientKey is one too, whose id is called `ClientKeyId`. */
export function readClientKeyFile(text: string): ClientKeyFile | undefined {
  const content = parsed(text);
  if (!isRecord(content)) return undefined;
  const keyId = content.KeyId ?? content.ClientKeyId;
  const { PrivateKeyData } = content;
  if (typeof keyId !== 'string' || typeof PrivateKeyData !== 'string') return undefined;
  const pkcs12 = fromBase64(PrivateKeyData.replace(/\s/g, ''));
  // It becomes a header, which takes no other characters.
  return pkcs12 && pkcs12.length > 0 && /^[\x21-\x7e]+$/.test(keyId) ? { keyId, pkcs12 } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
