import { effect } from '../../../spec/operation.js';
import { permission, resolveCertificate } from '../permission.js';
import { cas } from '../product.js';
import { requiredIdentifier } from '../shared-fields.js';

export default cas.operation({
  action: 'CreateRevokeClientCertificate',
  summary: 'Revokes a client or server certificate, for good.',
  description: `
    The status goes from ISSUE to REVOKE, and never back. The serial number is on the CRL of the CA that issued the certificate until the
    certificate would have expired, with no reason given, also when the certificate is deleted meanwhile. To revoke a CA, call
    UpdateCACertificateStatus.`,

  ram: permission('CreateRevokeClientCertificate', 'create'),
  qps: 10,
  destructive: {
    loses:
      'The certificate is revoked for good: relying parties that read the CRL of its CA refuse it. Nothing makes it valid again.',
  },

  request: {
    Identifier: requiredIdentifier('The certificate, as listed by ListClientCertificate.', 'cas.certificate'),
  },
  response: {},
  errors: {
    'OperationDenied.StatusNotSupport': {
      status: 400,
      message: 'Only a certificate whose status is ISSUE can be revoked.',
      cause: 'The certificate is revoked already.',
      advice: 'Nothing has to be done.',
    },
    'OperationDenied.TypeNotSupport': {
      status: 400,
      message: 'This is a CA. Call UpdateCACertificateStatus to revoke it.',
      advice: 'Give the identifier of a certificate here: ListClientCertificate lists them.',
    },
  },
  examples: [
    {
      title: 'A certificate whose key was lost',
      request: { Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb' },
      response: {},
    },
  ],
  seeAlso: ['ListClientCertificate', 'ListRevokeCertificate', 'DeleteClientCertificate', 'UpdateCACertificateStatus'],
  resolve: resolveCertificate,

  async handle({ Identifier }, { accountId, now, certificates }) {
    return effect(await certificates.revoke(accountId, Identifier, now), {});
  },
});
