/** Certificates decoded: each by itself, and whether they follow each other as a chain. No signature is checked here. */
import { useEffect, useState } from 'react';
import { Badge } from '../layout/badge';
import { useText } from '../texts/use-text';
import {
  type Certificate,
  fingerprint,
  isSelfIssued,
  namesAsIssuer,
  readCertificate,
  shortName,
} from '../x509/certificate';
import type { Extension } from '../x509/extensions';
import { nameText } from '../x509/name';
import type { PemBlock } from '../x509/pem';

type Decoded = { readonly block: PemBlock; readonly certificate?: Certificate };

export function CertificateView({ blocks }: { readonly blocks: readonly PemBlock[] }) {
  const t = useText();
  const decoded = blocks.map(decode);
  return (
    <>
      {decoded.length > 1 && <Chain certificates={decoded.flatMap(({ certificate }) => certificate ?? [])} />}
      {decoded.map(({ block, certificate }, index) =>
        certificate ? (
          <details key={block.text} className="certificate" open={decoded.length === 1}>
            <summary>
              {shortName(certificate)} <Validity certificate={certificate} />
            </summary>
            <Details certificate={certificate} block={block} />
          </details>
        ) : (
          <p key={block.text}>{t('certificate.unreadable', { number: index + 1 })}</p>
        ),
      )}
    </>
  );
}

function decode(block: PemBlock): Decoded {
  try {
    return { block, certificate: readCertificate(block.der) };
  } catch {
    return { block };
  }
}

function Chain({ certificates }: { readonly certificates: readonly Certificate[] }) {
  const t = useText();
  const linked = certificates.every((certificate, index) => {
    const next = certificates[index + 1];
    return next === undefined || namesAsIssuer(certificate, next);
  });
  const last = certificates.at(-1);
  const complete = last !== undefined && isSelfIssued(last);
  return (
    <p>
      {certificates.map(shortName).join(' → ')}
      <br />
      <span className="quiet">
        {linked
          ? complete
            ? t('certificate.chain-complete')
            : t('certificate.chain-open')
          : t('certificate.no-chain')}
      </span>
    </p>
  );
}

function Validity({ certificate: { notBefore, notAfter } }: { readonly certificate: Certificate }) {
  const t = useText();
  const now = Date.now();
  if (notBefore.getTime() > now) return <Badge tone="warn">{t('certificate.not-yet')}</Badge>;
  if (notAfter.getTime() < now) return <Badge tone="bad">{t('certificate.expired')}</Badge>;
  return <Badge>{t('certificate.days-left', { days: Math.floor((notAfter.getTime() - now) / 86_400_000) })}</Badge>;
}

function Details({ certificate, block }: { readonly certificate: Certificate; readonly block: PemBlock }) {
  const t = useText();
  const [print, setPrint] = useState('');
  useEffect(() => {
    let wanted = true;
    void fingerprint(block.der).then(value => wanted && setPrint(value));
    return () => {
      wanted = false;
    };
  }, [block]);
  const { subject, issuer, serialNumber, notBefore, notAfter, key, signatureAlgorithm, extensions } = certificate;
  return (
    <dl className="facts">
      <dt>{t('certificate.subject')}</dt>
      <dd>{nameText(subject)}</dd>
      <dt>{t('certificate.issuer')}</dt>
      <dd>{isSelfIssued(certificate) ? t('certificate.self') : nameText(issuer)}</dd>
      <dt>{t('certificate.serial')}</dt>
      <dd className="mono">{serialNumber}</dd>
      <dt>{t('certificate.validity')}</dt>
      <dd>
        {iso(notBefore)} – {iso(notAfter)}
      </dd>
      <dt>{t('certificate.key')}</dt>
      <dd>{key}</dd>
      <dt>{t('certificate.signature')}</dt>
      <dd>{signatureAlgorithm}</dd>
      {extensions.map(extension => (
        <ExtensionRow key={extension.oid} extension={extension} />
      ))}
      <dt>SHA-256</dt>
      <dd className="mono">{print}</dd>
    </dl>
  );
}

function ExtensionRow({ extension: { name, critical, values } }: { readonly extension: Extension }) {
  const t = useText();
  return (
    <>
      <dt>
        {name} {critical && <Badge>{t('certificate.critical')}</Badge>}
      </dt>
      <dd>
        {values.map(value => (
          <div key={value}>{value}</div>
        ))}
      </dd>
    </>
  );
}

function iso(time: Date): string {
  return time.toISOString().replace('.000Z', 'Z');
}
