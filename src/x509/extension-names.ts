/** Extensions by the names that their standards give them, for messages. */
const names: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113533.7.65.0', 'entrustVersInfo'],
  ['1.2.840.113549.1.9.15', 'smimeCapabilities'],
  ['1.3.6.1.4.1.11129.2.4.2', 'signedCertificateTimestampList'],
  ['1.3.6.1.4.1.11129.2.4.3', 'precertificatePoison'],
  ['1.3.6.1.4.1.311.20.2', 'certificateTemplateName'],
  ['1.3.6.1.4.1.311.21.7', 'certificateTemplate'],
  ['1.3.6.1.4.1.311.21.10', 'applicationPolicies'],
  ['1.3.6.1.4.1.311.25.2', 'ntdsCaSecurity'],
  ['1.3.6.1.5.5.7.1.1', 'authorityInfoAccess'],
  ['1.3.6.1.5.5.7.1.3', 'qcStatements'],
  ['1.3.6.1.5.5.7.1.7', 'ipAddrBlocks'],
  ['1.3.6.1.5.5.7.1.8', 'autonomousSysIds'],
  ['1.3.6.1.5.5.7.1.11', 'subjectInfoAccess'],
  ['1.3.6.1.5.5.7.1.14', 'proxyCertInfo'],
  ['1.3.6.1.5.5.7.1.24', 'tlsFeature'],
  ['1.3.6.1.5.5.7.48.1.5', 'ocspNoCheck'],
  ['2.16.840.1.113730.1.1', 'netscapeCertType'],
  ['2.16.840.1.113730.1.13', 'netscapeComment'],
  ['2.5.29.9', 'subjectDirectoryAttributes'],
  ['2.5.29.14', 'subjectKeyIdentifier'],
  ['2.5.29.15', 'keyUsage'],
  ['2.5.29.16', 'privateKeyUsagePeriod'],
  ['2.5.29.17', 'subjectAltName'],
  ['2.5.29.18', 'issuerAltName'],
  ['2.5.29.19', 'basicConstraints'],
  ['2.5.29.30', 'nameConstraints'],
  ['2.5.29.31', 'cRLDistributionPoints'],
  ['2.5.29.32', 'certificatePolicies'],
  ['2.5.29.33', 'policyMappings'],
  ['2.5.29.35', 'authorityKeyIdentifier'],
  ['2.5.29.36', 'policyConstraints'],
  ['2.5.29.37', 'extKeyUsage'],
  ['2.5.29.46', 'freshestCRL'],
  ['2.5.29.54', 'inhibitAnyPolicy'],
]);

/** For example `tlsFeature (1.3.6.1.5.5.7.1.24)`; the identifier alone where we know no name. */
export function extensionText(oid: string): string {
  const name = names.get(oid);
  return name === undefined ? oid : `${name} (${oid})`;
}
