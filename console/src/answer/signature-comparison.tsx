/** A refused signature: whether the server signed the same text tells whether the secret or the request is at fault. */
import { useText } from '../texts/use-text';

const MARK = 'server string to sign is:';

export function SignatureComparison({ message, own }: { readonly message: string; readonly own: string }) {
  const t = useText();
  const server = message.split(MARK)[1];
  if (server === undefined) return null;
  return <p>{server === own ? t('error.same-string') : t('error.other-string')}</p>;
}
