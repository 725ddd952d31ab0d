/** All rules, in the order of RFC 5280. */
import { addressesHaveWholeHostNames } from './addresses-have-whole-host-names.js';
import { agreementGoesOneWay } from './agreement-goes-one-way.js';
import { alternativeNamesAreWellFormed } from './alternative-names-are-well-formed.js';
import { anyPurposeIsNotCritical } from './any-purpose-is-not-critical.js';
import { authorityConstraintsAreCritical } from './authority-constraints-are-critical.js';
import { authorityIsNamed } from './authority-is-named.js';
import { authorityKeyIdentifierIsPresent } from './authority-key-identifier-is-present.js';
import { authorityKeyIdentifierIsWhole } from './authority-key-identifier-is-whole.js';
import { authorityKeysDoNotEncipher } from './authority-keys-do-not-encipher.js';
import { certificateSignerIsAuthority } from './certificate-signer-is-authority.js';
import { constrainingExtensionsAreCritical } from './constraining-extensions-are-critical.js';
import { constraintsBelongToAuthorities } from './constraints-belong-to-authorities.js';
import { criticalExtensionsAreKnown } from './critical-extensions-are-known.js';
import { crlDistributionPointsAreWhole } from './crl-distribution-points-are-whole.js';
import { emptySubjectHasCriticalName } from './empty-subject-has-critical-name.js';
import { endEntityHasSubjectKeyIdentifier } from './end-entity-has-subject-key-identifier.js';
import { extensionsHoldSomething } from './extensions-hold-something.js';
import { informationAccessIsWhole } from './information-access-is-whole.js';
import { informativeExtensionsAreNotCritical } from './informative-extensions-are-not-critical.js';
import { internationalNamesAreALabels } from './international-names-are-a-labels.js';
import { issuerIsNamed } from './issuer-is-named.js';
import { issuerIsTheOneThatSigns } from './issuer-is-the-one-that-signs.js';
import { keyIdentifiersChain } from './key-identifiers-chain.js';
import { keyUsageFitsAlgorithm } from './key-usage-fits-algorithm.js';
import { keyUsageIsCritical } from './key-usage-is-critical.js';
import { mailAddressesAreAlternativeNames } from './mail-addresses-are-alternative-names.js';
import { nameConstraintsAreWellFormed } from './name-constraints-are-well-formed.js';
import { namesHaveTheirStringTypes } from './names-have-their-string-types.js';
import { namesHoldText } from './names-hold-text.js';
import { ocspSigningIsTheResponders } from './ocsp-signing-is-the-responders.js';
import { oneWayAgreementIsAgreement } from './one-way-agreement-is-agreement.js';
import { pathLengthBelongsToAuthority } from './path-length-belongs-to-authority.js';
import { pathLengthFitsIssuer } from './path-length-fits-issuer.js';
import { policiesAreWellFormed } from './policies-are-well-formed.js';
import { policyLimitsAreNumbers } from './policy-limits-are-numbers.js';
import { policyMappingsSpareAnyPolicy } from './policy-mappings-spare-any-policy.js';
import { purposesAreNamedOnce } from './purposes-are-named-once.js';
import { purposesFitKeyUsage } from './purposes-fit-key-usage.js';
import { relativeNamesHaveATypeOnce } from './relative-names-have-a-type-once.js';
import type { Rule } from './rule.js';
import { serialNumberIsPositive } from './serial-number-is-positive.js';
import { serialNumberIsUnpredictable } from './serial-number-is-unpredictable.js';
import { signatureAlgorithmIsKnown } from './signature-algorithm-is-known.js';
import { signatureParametersFit } from './signature-parameters-fit.js';
import { subjectKeyIdentifierIsOctets } from './subject-key-identifier-is-octets.js';
import { subjectKeyIdentifierIsPresent } from './subject-key-identifier-is-present.js';
import { timeFormFitsYear } from './time-form-fits-year.js';
import { timeStampingStandsAlone } from './time-stamping-stands-alone.js';
import { validityEndsWithIssuer } from './validity-ends-with-issuer.js';
import { validityIsOrdered } from './validity-is-ordered.js';
import { versionIs3 } from './version-is-3.js';

export const rules: readonly Rule[] = [
  versionIs3,
  serialNumberIsPositive,
  serialNumberIsUnpredictable,
  signatureAlgorithmIsKnown,
  signatureParametersFit,
  issuerIsNamed,
  issuerIsTheOneThatSigns,
  validityIsOrdered,
  timeFormFitsYear,
  validityEndsWithIssuer,
  namesHoldText,
  namesHaveTheirStringTypes,
  relativeNamesHaveATypeOnce,
  authorityIsNamed,
  mailAddressesAreAlternativeNames,
  extensionsHoldSomething,
  criticalExtensionsAreKnown,
  authorityKeyIdentifierIsPresent,
  authorityKeyIdentifierIsWhole,
  subjectKeyIdentifierIsPresent,
  subjectKeyIdentifierIsOctets,
  endEntityHasSubjectKeyIdentifier,
  keyIdentifiersChain,
  keyUsageIsCritical,
  certificateSignerIsAuthority,
  keyUsageFitsAlgorithm,
  authorityKeysDoNotEncipher,
  oneWayAgreementIsAgreement,
  agreementGoesOneWay,
  policiesAreWellFormed,
  policyMappingsSpareAnyPolicy,
  policyLimitsAreNumbers,
  alternativeNamesAreWellFormed,
  internationalNamesAreALabels,
  addressesHaveWholeHostNames,
  emptySubjectHasCriticalName,
  authorityConstraintsAreCritical,
  pathLengthBelongsToAuthority,
  pathLengthFitsIssuer,
  constraintsBelongToAuthorities,
  constrainingExtensionsAreCritical,
  nameConstraintsAreWellFormed,
  purposesAreNamedOnce,
  purposesFitKeyUsage,
  anyPurposeIsNotCritical,
  timeStampingStandsAlone,
  ocspSigningIsTheResponders,
  crlDistributionPointsAreWhole,
  informationAccessIsWhole,
  informativeExtensionsAreNotCritical,
];
