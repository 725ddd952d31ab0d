import { secret, string } from '../../../spec/field.js';
import { permission, resolveCertificate } from '../permission.js';
import { cas } from '../product.js';
import { keyGenerationErrors, privateKeyErrors } from '../shared-errors.js';
import { requiredIdentifier, resourceGroupFilter } from '../shared-fields.js';

/**
 * Letters, digits and special characters of ASCII. The space is none of them: an unquoted `-passin pass:` of the documented
 * commands would end at it, and forms cut it off at either end.
 */
const PASSWORD = /^[\x21-\x7e]+$/;

export default cas.operation({
  action: 'DescribeCertificatePrivateKey',
  summary: 'Returns the private key of a client or server certificate, encrypted with a password that you choose.',
  description: `
    Only for certificates whose key pair was generated here; one issued from your own CSR has no key to return. Each call encrypts anew,
    and nothing of the password is kept: if it is lost, call again with another. Decrypt the result with
    \`openssl rsa -in <file> -passin pass:<password> -out <file>\` (RSA) or \`openssl ec …\` (ECC, SM2).
    The access level is get, so a policy that allows \`yundun-cert:Describe*\` allows it: deny it by name where readers must not have keys.`,

  ram: permission('DescribeCertificatePrivateKey', 'get'),
  qps: 10,

  request: {
    Identifier: requiredIdentifier('The certificate, as listed by ListClientCertificate.', 'cas.certificate-with-key'),
    EncryptedCode: secret({
      required: true,
      maxBytes: 32,
      about:
        'The password that encrypts the key: 1 to 32 letters, digits and special characters of ASCII, such as ,.+-_#. No spaces.',
      example: '!Demo@WS3ed',
    }),
    ResourceGroupId: resourceGroupFilter,
  },
  response: {
    EncryptedData: string({
      required: true,
      about: 'PEM of the encrypted PKCS #8 key: PBES2 with PBKDF2-HMAC-SHA256 and AES-256-CBC.',
      example: '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII…\n-----END ENCRYPTED PRIVATE KEY-----\n',
    }),
  },
  errors: {
    ...privateKeyErrors,
    'OperationDenied.StatusNotSupport': {
      status: 400,
      message: 'The certificate is still to be issued.',
      advice: 'Call again when DescribeClientCertificate shows another Status than PENDING.',
    },
    'Throttling.Api': keyGenerationErrors['Throttling.Api'],
    'InvalidParameter.EncryptedCode': {
      status: 400,
      message:
        'The specified parameter "EncryptedCode" is not valid: use 1 to 32 letters, digits and special characters of ASCII, without spaces, control characters or letters with accents.',
      advice: 'Choose another password; only this answer is encrypted with it.',
    },
  },
  examples: [
    {
      title: 'The key of a certificate',
      request: { Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb', EncryptedCode: '!Demo@WS3ed' },
      response: {
        EncryptedData: '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII…\n-----END ENCRYPTED PRIVATE KEY-----\n',
      },
    },
  ],
  seeAlso: ['CreateClientCertificate', 'CreateServerCertificate', 'DescribeClientCertificate'],
  differences: [
    'The password takes no space: an unquoted `-passin pass:` of the documented commands would end at it.',
    'The read-only system policies do not cover this operation.',
  ],
  resolve: resolveCertificate,

  async handle({ Identifier, EncryptedCode, ResourceGroupId }, { accountId, now, requester, certificates, fail }) {
    if (!PASSWORD.test(EncryptedCode)) throw fail('InvalidParameter.EncryptedCode');
    const encrypt = () =>
      certificates.encryptPrivateKey(accountId, Identifier, EncryptedCode, now, requester, ResourceGroupId);
    return { EncryptedData: await encrypt() };
  },
});
