/** Issuing certificates, in the order of the reference. */
import createClientCertificate from './CreateClientCertificate.js';
import createClientCertificateWithCsr from './CreateClientCertificateWithCsr.js';
import createCustomCertificate from './CreateCustomCertificate.js';
import createServerCertificate from './CreateServerCertificate.js';
import createServerCertificateWithCsr from './CreateServerCertificateWithCsr.js';

export const issuingOperations = [
  createClientCertificate,
  createClientCertificateWithCsr,
  createServerCertificate,
  createServerCertificateWithCsr,
  createCustomCertificate,
];
