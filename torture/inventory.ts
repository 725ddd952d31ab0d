/** What the server has, read through its API. */
import type { Calls } from './calls.js';
import { derOfPem, type KnownCertificate } from './ledger.js';

const PAGE = 1000;

/** All certificates, client and server. */
export async function listCertificates(calls: Calls): Promise<KnownCertificate[]> {
  const certificates: KnownCertificate[] = [];
  for (let page = 1; ; page++) {
    const body = await calls.must('cas', 'ListClientCertificate', { CurrentPage: page, ShowSize: PAGE });
    const rows = body.CertificateList as Record<string, string>[];
    certificates.push(
      ...rows.map(row => ({
        identifier: row.Identifier as string,
        commonName: row.CommonName as string,
        serialNumber: row.SerialNumber as string,
        der: derOfPem(row.X509Certificate as string),
        isRevoked: row.Status === 'REVOKE',
      })),
    );
    if (page * PAGE >= Number(body.TotalCount)) return certificates;
  }
}

/** All users: their ids by their names. */
export async function listUsers(calls: Calls): Promise<Map<string, string>> {
  const users = new Map<string, string>();
  let marker: unknown;
  do {
    const body = await calls.must('ram', 'ListUsers', { MaxItems: PAGE, Marker: marker });
    const { User } = body.Users as { User: Record<string, string>[] };
    for (const { UserName, UserId } of User) users.set(UserName as string, UserId as string);
    marker = body.IsTruncated === true ? body.Marker : undefined;
  } while (marker !== undefined);
  return users;
}
