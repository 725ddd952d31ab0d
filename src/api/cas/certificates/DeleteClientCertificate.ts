import { effect } from '../../../spec/operation.js';
import { permission, resolveEither } from '../permission.js';
import { cas } from '../product.js';
import { requiredIdentifier } from '../shared-fields.js';

export default cas.operation({
  action: 'DeleteClientCertificate',
  summary: 'Deletes a revoked client or server certificate, or a CA, with its private key, for good.',
  description: `
    A certificate has to be revoked first, and stays on the CRL of its CA until it would have expired. A CA may be deleted in whatever status, as soon
    as every CA and certificate that it issued is revoked or has expired; a sub CA that was not revoked is put on the CRL of the CA above. The CRL
    of the deleted CA itself is gone. A CustomIdentifier is free again, a serial number is not.`,

  ram: permission('DeleteClientCertificate', 'delete'),
  qps: 10,

  request: { Identifier: requiredIdentifier('The certificate or CA.', ['cas.certificate', 'cas.authority']) },
  response: {},
  errors: {
    'InvalidStatus.DeleteProtection': {
      status: 400,
      message:
        'A certificate can be deleted when its status is REVOKE, and a CA when every CA and certificate that it issued is revoked or has expired.',
      advice:
        'Revoke first: a certificate with CreateRevokeClientCertificate, a CA with UpdateCACertificateStatus. DescribeCACertificate and ListClientCertificate tell what is there.',
    },
  },
  examples: [
    {
      title: 'A certificate that was revoked',
      request: { Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb' },
      response: {},
    },
  ],
  destructive: {
    loses:
      'The certificate or CA, its private key and its tags. What a deleted CA has issued cannot be renewed, and its CRL is gone.',
  },
  seeAlso: ['CreateRevokeClientCertificate', 'UpdateCACertificateStatus'],
  differences: [
    'Deleting a CA is not documented for the cloud; its Terraform provider does it with this call.',
    'A CA that still has issued what is good is not deleted.',
  ],
  resolve: resolveEither,

  async handle({ Identifier }, { accountId, now, authorities, certificates }) {
    const change =
      (await certificates.delete(accountId, Identifier, now)) ?? (await authorities.delete(accountId, Identifier, now));
    return effect(change, {});
  },
});
