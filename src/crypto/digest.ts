/** Digests of whole byte strings as lower-case hexadecimal text, the form in which the APIs show fingerprints. */
import { hash } from 'node:crypto';

export const sha256Hex = (data: Uint8Array): string => hash('sha256', data, 'hex');

/** A fingerprint the API has always shown (`Md5`); nothing relies on it being collision-free. */
export const md5Hex = (data: Uint8Array): string => hash('md5', data, 'hex');
