/** How a call names a secret: by its name, or by its ARN (wire/kms.md sections 1.8 and 2). */

/** `owner` is where an ARN says that the secret is. */
export interface SecretReference {
  readonly name: string;
  readonly owner?: { readonly region: string; readonly accountId: string };
}

const SECRET_ARN = /^acs:kms:([^:]*):([^:]*):secret\/(.+)$/;

/** Every text is a reference; one that names nothing is not found. A name has no colons. */
export function secretReference(text: string): SecretReference {
  const [, region, accountId, name] = SECRET_ARN.exec(text) ?? [];
  if (region === undefined || accountId === undefined || name === undefined) return { name: text };
  return { name, owner: { region, accountId } };
}

export const secretArn = (region: string, accountId: string, name: string): string =>
  `acs:kms:${region}:${accountId}:secret/${name}`;
