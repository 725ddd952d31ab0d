/** What passwords of users have to be like, and for how long they are good: wire/ram-sts.md section 10. */

export interface PasswordPolicy {
  /** In characters. */
  readonly minimumLength: number;
  readonly requireLowercase: boolean;
  readonly requireUppercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
  /** How many different characters it has at least; 0: any number. */
  readonly minimumDifferentCharacters: number;
  readonly mayContainUserName: boolean;
  /** Days for which a password is good; 0: for ever. */
  readonly maxAgeDays: number;
  /** Whether a user whose password is too old cannot even sign in to change it. */
  readonly hardExpiry: boolean;
  /** How many of the last passwords, the present one included, cannot be chosen again; 0: all can. */
  readonly reusePrevention: number;
  /** Wrong passwords within an hour after which no sign-in is tried; 0: any number. */
  readonly maxAttempts: number;
}

/** What the vendor's console and its Terraform provider take as the defaults. */
export const defaultPasswordPolicy: PasswordPolicy = {
  minimumLength: 12,
  requireLowercase: true,
  requireUppercase: true,
  requireNumbers: true,
  requireSymbols: true,
  minimumDifferentCharacters: 0,
  mayContainUserName: true,
  maxAgeDays: 0,
  hardExpiry: false,
  reusePrevention: 0,
  maxAttempts: 5,
};

/** More than the policy can ask about are not kept. */
export const mostReusePrevention = 24;

/** Whether a password is what the policy asks for. Letters and digits are those of any script; a symbol is whatever is neither. */
export function isCompliant(password: string, policy: PasswordPolicy, userName: string): boolean {
  const characters = [...password];
  return (
    characters.length >= policy.minimumLength &&
    (!policy.requireLowercase || /\p{Ll}/u.test(password)) &&
    (!policy.requireUppercase || /\p{Lu}/u.test(password)) &&
    (!policy.requireNumbers || /\p{Nd}/u.test(password)) &&
    (!policy.requireSymbols || /[^\p{L}\p{Nd}]/u.test(password)) &&
    new Set(characters).size >= policy.minimumDifferentCharacters &&
    (policy.mayContainUserName || !password.toLowerCase().includes(userName.toLowerCase()))
  );
}

/** Whether a password that was chosen then is too old by now. */
export function isTooOld(chosenAt: Date, { maxAgeDays }: PasswordPolicy, now: Date): boolean {
  return maxAgeDays > 0 && now.getTime() >= chosenAt.getTime() + maxAgeDays * 86_400_000;
}
