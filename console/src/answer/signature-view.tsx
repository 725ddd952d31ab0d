/** What was signed, for those who write a signer of their own. */
import type { Exchange } from '../client/exchange';
import { useText } from '../texts/use-text';
import { CopyButton } from './copy-button';
import { MASK } from './mask-answer';

export function SignatureView({ exchange: { request } }: { readonly exchange: Exchange }) {
  const t = useText();
  const isInstance = request.message !== undefined;
  const token = request.headers['x-acs-security-token'];
  const parts = [
    {
      title: t('signature.canonical'),
      about: t('signature.canonical-about'),
      text: hide(request.canonicalRequest, token),
    },
    {
      title: t('signature.string'),
      about: t(isInstance ? 'signature.instance-string-about' : 'signature.string-about'),
      text: request.stringToSign,
    },
    {
      title: 'Authorization',
      about: t(isInstance ? 'signature.instance-authorization-about' : 'signature.authorization-about'),
      text: request.headers.authorization ?? '',
    },
  ];
  return (
    <>
      {parts
        .filter(({ text }) => text !== '')
        .map(({ title, about, text }) => (
          <section key={title}>
            <div className="answer__tools">
              <h3>{title}</h3>
              <CopyButton text={text} />
            </div>
            <p className="quiet">{about}</p>
            <pre className="code-block">{text}</pre>
          </section>
        ))}
      <p>
        <a href={isInstance ? '/reference/kms-instance#signature' : '/reference/signatures'}>{t('signature.more')}</a>
      </p>
    </>
  );
}

function hide(canonical: string, token: string | undefined): string {
  return token ? canonical.replace(`x-acs-security-token:${token}`, `x-acs-security-token:${MASK}`) : canonical;
}
