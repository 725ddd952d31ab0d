/** The code that a call is refused with. */
export async function codeOf(refused: Promise<unknown>): Promise<string> {
  const error = await refused.then(
    answer => Promise.reject(new Error(`was answered ${JSON.stringify(answer)}`)),
    (it: { readonly code?: string }) => it,
  );
  return String(error.code);
}
