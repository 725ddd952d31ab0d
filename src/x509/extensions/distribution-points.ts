/**
 * CRLDistributionPoints (RFC 5280 section 4.2.1.13), the syntax that three extensions share: where a list is published. Each point here is
 * one address by itself, since the addresses are not copies of one list but places to look.
 */
import { context, contextPrimitive, seq, seqOf } from '../../crypto/der.js';

const URI = 6;

/** DER of the SEQUENCE OF DistributionPoint. ASCII URIs. */
export const distributionPoints = (uris: readonly string[]): Buffer =>
  seqOf(uris.map(uri => seq(distributionPointName([uri]))));

/**
 * `[0]` of a DistributionPoint or an IssuingDistributionPoint: the CHOICE in it makes the tag explicit (X.680 section 31.2.7). Several URIs
 * are several names of one point.
 */
export const distributionPointName = (uris: readonly string[]): Buffer =>
  context(0, context(0, ...uris.map(uri => contextPrimitive(URI, Buffer.from(uri, 'latin1')))));
