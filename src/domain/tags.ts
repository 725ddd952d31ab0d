/** Tags as domains keep them: at most one value for a key. The rules are the vendor's, the same for all of its products. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** What a filter asks for: the key with this value, or with any. */
export interface WantedTag {
  readonly key: string;
  readonly value?: string | undefined;
}

export const TAGS_PER_RESOURCE = 20;
export const TAG_KEY_LENGTH = 128;
export const TAG_VALUE_LENGTH = 256;

/** The rules in words, for messages. */
export const TAG_RULES = `every tag needs a key, each key may occur only once, there may be at most ${TAGS_PER_RESOURCE} tags, no key may begin with "aliyun" or "acs:", and neither key nor value may hold "http://" or "https://"`;

/** Which rule tags break first: too many, a key twice, a key or a value that may not be. */
export type TagFault = 'count' | 'duplicate' | 'key' | 'value';

/** Undefined where they keep the rules. Their length and letters are checked where they are declared. */
export function faultOfTags(tags: readonly Tag[]): TagFault | undefined {
  if (tags.length > TAGS_PER_RESOURCE) return 'count';
  if (new Set(tags.map(({ key }) => key)).size < tags.length) return 'duplicate';
  if (tags.some(({ key }) => key === '' || isReserved(key) || holdsAddress(key))) return 'key';
  return tags.some(({ value }) => holdsAddress(value)) ? 'value' : undefined;
}

export const areTagsSound = (tags: readonly Tag[]): boolean => faultOfTags(tags) === undefined;

const isReserved = (key: string): boolean => /^(?:aliyun|acs:)/i.test(key);
const holdsAddress = (text: string): boolean => /https?:\/\//i.test(text);
