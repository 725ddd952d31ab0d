/** One setting of the server: how it is given, what holds without it, and how its text is read. */

/** A wrong setting, in one sentence that names it. */
export class SettingError extends Error {}

export interface Setting<Value> {
  /** Its flag of `chancery serve`, with what follows it: `--listen HOST:PORT`. Settings that few change have none. */
  readonly flag?: string;
  readonly variable: `CHANCERY_${string}`;
  /** What holds where it is not given: a text that is read like any other, or a value and how to say it. */
  readonly default: string | { readonly words: string; readonly value: Value };
  /** Why one would change it. */
  readonly why: string;
  /** One of the few that the README names. */
  readonly common?: true;
  /** @param name what the user calls it, for the sentence that refuses @throws SettingError */
  parse(text: string, name: string): Value;
}

/** What the command line gives, by the name that commander makes of a flag: `publicUrl`. */
export type Flags = Readonly<Record<string, unknown>>;
export type Variables = Readonly<Record<string, string | undefined>>;

/** The value in force: the command line wins over the environment, and an empty text is one that somebody wanted to be without. */
export function valueInForce<Value>(setting: Setting<Value>, flags: Flags, variables: Variables): Value {
  const text = textOf(setting, flags, variables);
  if (text !== undefined) return setting.parse(text, nameOf(setting));
  return typeof setting.default === 'string' ? setting.parse(setting.default, nameOf(setting)) : setting.default.value;
}

/** The text that was given, if any. */
export function textOf(setting: Setting<unknown>, flags: Flags, variables: Variables): string | undefined {
  const flag = setting.flag === undefined ? undefined : flags[memberOf(setting.flag)];
  const text = flag === undefined || flag === '' ? variables[setting.variable] : String(flag);
  return text === '' ? undefined : text;
}

/** The default in words, as a page or `--help` shows it. */
export function defaultWords(setting: Setting<unknown>): string {
  return typeof setting.default === 'string' ? setting.default : setting.default.words;
}

/** What a message calls it: the flag where it has one. */
export function nameOf({ flag, variable }: Setting<unknown>): string {
  return flag === undefined ? variable : flagName(flag);
}

const flagName = (flag: string): string => flag.split(' ')[0] ?? flag;

/** `--public-url URL` is `publicUrl` to commander. */
function memberOf(flag: string): string {
  return flagName(flag)
    .slice(2)
    .replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
