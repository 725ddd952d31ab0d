/** An error's code and message, as the server words them. */
import type { ErrorAnswer } from '../client/exchange';

export function ErrorText({ error }: { readonly error: ErrorAnswer }) {
  return (
    <>
      <code>{error.code}</code> {error.message}
    </>
  );
}
