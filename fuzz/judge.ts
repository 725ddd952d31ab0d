/** What every answer has to be, whatever was asked (wire/gateway.md section 10). */
import { headerOf, type RawAnswer } from '../test/raw-connection.js';
import type { Attack, RpcAttack } from './attack.js';
import { faultOfFrameAnswer } from './frames/judge.js';
import type { FrameOperation } from './frames/messages.js';
import type { World } from './world.js';

/**
 * What is wrong with the answers to an attack, or undefined.
 * @param messages operations of instances, where they are attacked
 */
export function faultOf(
  attack: Attack,
  answers: readonly RawAnswer[],
  world: World,
  messages: readonly FrameOperation[] = [],
): string | undefined {
  if (answers.length === 0 && attack.kind !== 'broken') return 'the connection was closed without an answer';
  for (const answer of answers) {
    const fault =
      attack.protocol === 'rpc'
        ? faultOfAnswer(attack, answer, world)
        : faultOfFrameAnswer(attack, answer, messages, world);
    if (fault) return fault;
  }
  return undefined;
}

function faultOfAnswer({ kind, sketch, bytes }: RpcAttack, answer: RawAnswer, world: World): string | undefined {
  const { status, body } = answer;
  if (status >= 500) return `it was answered with status ${status}`;
  const head = bytes.toString('latin1', 0, 5);
  if (head === 'HEAD ') return undefined;
  const text = body.toString();
  const type = headerOf(answer, 'content-type') ?? '';
  if (status >= 400) {
    if (/^text\/xml\b/.test(type)) {
      if (sketch.format?.toLowerCase() !== 'xml') return 'an error came as XML and nobody asked for that';
      const code = /<Code>([^<]+)<\/Code>/.exec(text)?.[1];
      if (!/<RequestId>[^<]+<\/RequestId>/.test(text) || code === undefined)
        return 'an XML error lacks RequestId or Code';
      return secretIn(text, code, world);
    }
    // The pages for people say in HTML that there is no such page.
    if (/^\/reference\//.test(sketch.path) && status === 404 && type.startsWith('text/html')) {
      return secretIn(text, '', world);
    }
    // The reference is for people, who get a page.
    if (/^text\/html\b/.test(type) && /^\S+ \/reference\b/.test(bytes.toString('latin1', 0, 200))) return undefined;
    if (!/^(?:application|text)\/json\b/.test(type)) return `an error came as ${type || 'nothing in particular'}`;
    const error = parsed(text);
    if (error === undefined) return 'an error is no JSON object';
    for (const member of ['RequestId', 'Code', 'Message']) {
      if (typeof error[member] !== 'string' || error[member] === '') return `an error has no ${member}`;
    }
    return secretIn(text, String(error.Code), world);
  }
  // Pages without a signature are what they are.
  if (status < 300 && kind !== 'broken' && sketch.path === '/' && type.includes('json')) {
    const result = parsed(text);
    if (typeof result?.RequestId !== 'string') return 'a result has no RequestId';
    world.learn(result);
  }
  return undefined;
}

/** A mismatch shows the string to sign, parameters and all, because clients read it (wire/gateway.md section 10.3). */
export function secretIn(text: string, code: string, world: World): string | undefined {
  if (code === 'SignatureDoesNotMatch' || code === 'IncompleteSignature') return undefined;
  return text.includes(world.secretMark) ? 'an error repeats a password' : undefined;
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
