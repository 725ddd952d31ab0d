/** Signs a request with an AccessKey pair, the secret of which stays in this function's arguments. */
import { ALGORITHM, canonicalRequest, type RequestToSign, signedHeaderNames, stringToSign } from './canonical-request';
import { hmacSha256Hex, sha256Hex } from './digest';

export interface Signature {
  readonly canonicalRequest: string;
  readonly stringToSign: string;
  /** The value of the header `Authorization`. */
  readonly authorization: string;
}

export async function sign(
  request: RequestToSign,
  accessKey: { readonly id: string; readonly secret: string },
): Promise<Signature> {
  const canonical = canonicalRequest(request);
  const text = stringToSign(await sha256Hex(canonical));
  const signature = await hmacSha256Hex(accessKey.secret, text);
  const signedHeaders = signedHeaderNames(request.headers).join(';');
  return {
    canonicalRequest: canonical,
    stringToSign: text,
    authorization: `${ALGORITHM} Credential=${accessKey.id},SignedHeaders=${signedHeaders},Signature=${signature}`,
  };
}
