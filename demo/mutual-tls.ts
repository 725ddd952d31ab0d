/** Chapter: the certificates at work. A server and a client prove themselves to each other over TLS. */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connect, createServer, type TLSSocket } from 'node:tls';
import type { Family, Scene } from './scene.js';

const password = 'for,this+server_only';

export async function talkOverTls({ story, root, secrets }: Scene, families: readonly Family[]): Promise<void> {
  story.chapter('The certificates at work');
  secrets.add(password);
  for (const family of families.filter(({ name }) => name !== 'SM2')) {
    const { EncryptedData } = await root.cas('DescribeCertificatePrivateKey', {
      Identifier: family.server.identifier,
      EncryptedCode: password,
    });
    const chain = (leaf: string) => read(leaf) + read(family.subFile);
    const server = createServer({
      key: String(EncryptedData),
      passphrase: password,
      cert: chain(family.server.file),
      ca: read(family.rootFile),
      requestCert: true,
      rejectUnauthorized: true,
    });
    server.on('secureConnection', socket => socket.end(String(socket.getPeerCertificate().subject.CN)));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const socket = connect({
      port: (server.address() as AddressInfo).port,
      host: '127.0.0.1',
      servername: 'api.example.internal',
      key: read(`${family.folder}/client.key.pem`),
      cert: chain(family.client.file),
      ca: read(family.rootFile),
    });
    const greeting = await readAll(socket).finally(() => server.close());
    story.check(
      `${family.name}: api.example.internal took the caller for "${greeting}", and both sides trust no more than the root`,
      socket.authorized && greeting === 'payments',
      socket.authorizationError ?? greeting,
    );
  }
  story.says('(SM2 is left out here: Node does not speak TLS with it.)');

  function read(file: string): string {
    return readFileSync(join(story.folder, file), 'utf8');
  }
}

async function readAll(socket: TLSSocket): Promise<string> {
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
}
