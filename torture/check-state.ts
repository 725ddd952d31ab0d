/** Compares what the server has with what it promised. Each check gives sentences that say what is wrong; none is good. */
import { X509Certificate } from 'node:crypto';
import type { AuditLine } from '../test/audit-export.js';
import type { AnsweredCall, KnownCertificate, Ledger } from './ledger.js';

/**
 * Every acknowledged certificate is there as it was given out, and no other is, except one that was being made when the process
 * was killed. Those are in the ledger afterwards: once seen, they may not go away again.
 */
export function checkCertificates(listed: readonly KnownCertificate[], ledger: Ledger): string[] {
  const wrong: string[] = [];
  const found = new Map(listed.map(it => [it.identifier, it]));
  if (found.size !== listed.length) wrong.push('two certificates have the same identifier');
  if (new Set(listed.map(it => it.serialNumber)).size !== listed.length)
    wrong.push('two certificates have the same serial number');

  for (const known of ledger.certificates.values()) {
    const { identifier, commonName } = known;
    const now = found.get(identifier);
    if (!now) wrong.push(`certificate ${identifier} (${commonName}) was acknowledged and is gone`);
    else if (now.serialNumber !== known.serialNumber)
      wrong.push(`certificate ${identifier} has another serial number than before`);
    else if (now.der !== known.der) wrong.push(`certificate ${identifier} is not the one that was given out`);
  }
  for (const certificate of listed) {
    const { identifier, commonName, serialNumber, der } = certificate;
    if (ledger.certificates.has(identifier)) continue;
    if (!ledger.inFlight.delete(commonName))
      wrong.push(`certificate ${identifier} (${commonName}) is there and nobody asked for it`);
    const encoded = new X509Certificate(Buffer.from(der, 'base64')).serialNumber;
    if (encoded.toLowerCase().replace(/^0+/, '') !== serialNumber.toLowerCase().replace(/^0+/, '')) {
      wrong.push(`certificate ${identifier} is listed with serial number ${serialNumber} and has ${encoded}`);
    }
    ledger.certificates.set(identifier, certificate);
  }
  return wrong;
}

/** A revocation that was acknowledged is there for ever, and none is there that nobody asked for. */
export function checkRevocations(listed: readonly KnownCertificate[], ledger: Ledger): string[] {
  const wrong: string[] = [];
  for (const { identifier, isRevoked } of listed) {
    if (!isRevoked) {
      if (ledger.revoked.has(identifier)) wrong.push(`certificate ${identifier} was revoked and is good again`);
      continue;
    }
    if (!ledger.revoked.has(identifier) && !ledger.revoking.delete(identifier)) {
      wrong.push(`certificate ${identifier} is revoked and nobody asked for it`);
    }
    ledger.revoked.add(identifier);
  }
  return wrong;
}

/** The same for users. */
export function checkUsers(listed: ReadonlyMap<string, string>, ledger: Ledger): string[] {
  const wrong: string[] = [];
  for (const [name, id] of ledger.users) {
    if (listed.get(name) !== id)
      wrong.push(`user ${name} (${id}) was acknowledged and is ${listed.get(name) ?? 'gone'}`);
  }
  for (const [name, id] of listed) {
    if (ledger.users.has(name)) continue;
    if (!ledger.inFlight.delete(name)) wrong.push(`user ${name} is there and nobody asked for it`);
    ledger.users.set(name, id);
  }
  return wrong;
}

/**
 * Each of the answered calls is on record with its outcome, and record and effect are never without each other: each certificate and user
 * has the record of the call that made it, and each such record its certificate or user.
 */
export function checkAudit(
  lines: readonly AuditLine[],
  answered: ReadonlyMap<string, AnsweredCall>,
  ledger: Ledger,
): string[] {
  const wrong: string[] = [];
  const records = new Map(lines.map(it => [it.requestId, it]));
  if (records.size !== lines.length) wrong.push('two audit records have the same RequestId');
  for (const [requestId, { operation, outcome }] of answered) {
    const record = records.get(requestId);
    if (!record)
      wrong.push(`${operation} with RequestId ${requestId} was answered with ${outcome} and is not on record`);
    else if (record.operation !== operation || record.outcome !== outcome) {
      wrong.push(
        `${operation} ${requestId} was answered with ${outcome} and is on record as ${record.operation} ${record.outcome}`,
      );
    }
  }

  const made = [...ledger.users.keys(), ...[...ledger.certificates.values()].map(it => it.commonName)];
  const recorded = lines
    .filter(it => it.outcome === 'OK' && /^Create(?:User|ClientCertificate|ServerCertificate)$/.test(it.operation))
    .map(it => String(it.parameters.UserName ?? it.parameters.CommonName));
  wrong.push(...missing(made, recorded).map(name => `${name} was made and the call that made it is not on record`));
  wrong.push(...missing(recorded, made).map(name => `a call that made ${name} is on record and ${name} is not there`));
  return wrong;
}

function missing(all: readonly string[], from: readonly string[]): string[] {
  const there = new Set(from);
  return all.filter(it => !there.has(it));
}
