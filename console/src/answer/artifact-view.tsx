/** A value that is a file: what it is, copy, download, and how to use it. */
import type { ReactNode } from 'react';
import { inPlace } from '../explorer/prose';
import { useText } from '../texts/use-text';
import type { PemBlock } from '../x509/pem';
import { ArtifactFrame as Frame } from './artifact-frame';
import type { Artifact } from './artifacts';
import { BinaryView } from './binary-view';
import { certificateFileName } from './certificate-file-name';
import { CertificateView } from './certificate-view';
import { CopyButton } from './copy-button';

const PEM = 'application/x-pem-file';

export function ArtifactView({ artifact }: { readonly artifact: Artifact }) {
  switch (artifact.kind) {
    case 'certificates':
      return <Certificates artifact={artifact} />;
    case 'encrypted-key':
      return <EncryptedKey artifact={artifact} />;
    case 'client-key':
      return <ClientKey artifact={artifact} />;
    case 'binary':
      return <BinaryView {...artifact} />;
    default:
      return <Pem artifact={artifact} />;
  }
}

type Of<Kind extends Artifact['kind']> = { readonly artifact: Extract<Artifact, { kind: Kind }> };

function Certificates({ artifact: { path, name, blocks } }: Of<'certificates'>) {
  const file = certificateFileName(name, blocks);
  return (
    <Frame path={path} text={textOf(blocks)} file={file} type={PEM} content={textOf(blocks)}>
      <CertificateView blocks={blocks} />
    </Frame>
  );
}

function EncryptedKey({ artifact: { path, blocks, command } }: Of<'encrypted-key'>) {
  const t = useText();
  const line = `openssl ${command} -in private-key.pem -out private-key.decrypted.pem`;
  return (
    <Frame path={path} text={textOf(blocks)} file="private-key.pem" type={PEM} content={textOf(blocks)}>
      <p>{t('artifact.open-key')}</p>
      <div className="command">
        <code>{unbroken(line)}</code>
        <CopyButton text={line} />
      </div>
    </Frame>
  );
}

/** A command breaks between its words, not within `-out`. */
function unbroken(line: string): ReactNode {
  const words = line.split(' ').map((word, index) => (
    <>
      {index > 0 && ' '}
      <span className="command__word">{word}</span>
    </>
  ));
  return inPlace(words);
}

function ClientKey({ artifact: { path, keyId, privateKeyData } }: Of<'client-key'>) {
  const t = useText();
  // The file that the official clients read: kms-instance SDKs, `ClientKeyFile`.
  const content = JSON.stringify({ KeyId: keyId, PrivateKeyData: privateKeyData });
  return (
    <Frame path={path} text={privateKeyData} file={`clientKey_${keyId}.json`} type="application/json" content={content}>
      <p>{t('artifact.client-key', { keyId })}</p>
    </Frame>
  );
}

function Pem({ artifact: { path, name, blocks } }: Of<'pem'>) {
  return (
    <Frame path={path} text={textOf(blocks)} file={`${name}.pem`} type={PEM} content={textOf(blocks)}>
      <p className="quiet">{[...new Set(blocks.map(({ label }) => label))].join(', ')}</p>
    </Frame>
  );
}

function textOf(blocks: readonly PemBlock[]): string {
  return blocks.map(({ text }) => text).join('');
}
