/** How instances are named in requests and shown in answers (wire/kms.md section 14). */
import type { Instance } from '../../../kms/instances/instance.js';
import { string } from '../../../spec/field.js';

export const INSTANCE_EXAMPLE = 'kst-hzz65f176a0ogplgq00001';

const ID = { minLength: 1, maxLength: 64, pattern: /kst-[A-Za-z0-9-]+/, names: 'kms.instance' } as const;

export const instanceId = () =>
  string({
    required: true,
    ...ID,
    about: 'The id of the instance, as listed by ListKmsInstances.',
    example: INSTANCE_EXAMPLE,
  });

export const optionalInstanceId = (about: string) => string({ ...ID, about, example: INSTANCE_EXAMPLE });

/** An id of the cloud's virtual networks. They are kept and shown; none exists here. */
export const networkId = (about: string, example: string) =>
  string({ required: true, maxLength: 64, pattern: /[A-Za-z0-9][A-Za-z0-9_-]*/, about, example });

/** Several of them in one text. Which of them are well-formed is asked by `idsOf`. */
export const idList = (about: string, example: string) =>
  string({ required: true, maxLength: 1024, pattern: /[A-Za-z0-9_-]+(?:,[A-Za-z0-9_-]+)*/, about, example });

export const idsOf = (text: string): readonly string[] => text.split(',');

export const instanceArn = (region: string, accountId: string, { name }: Instance): string =>
  `acs:kms:${region}:${accountId}:keystore/${name}`;
