import { describe, expect, test } from 'vitest';
import { type RequestSketch, rawRequest } from '../../../test/raw-request.js';
import { GatewayError } from '../gateway-error.js';
import { readParameters } from '../parameters.js';
import { answerFormat, recognise } from './recognise.js';

const v1 = {
  AccessKeyId: 'testid',
  Action: 'DescribeKey',
  Signature: 'c2ln',
  SignatureMethod: 'HMAC-SHA1',
  SignatureNonce: 'n1',
  SignatureVersion: '1.0',
  Timestamp: '2026-01-02T03:04:05Z',
  Version: '2016-01-20',
};
const signedHeaders = 'x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version';
const v3 = {
  authorization: `ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=${signedHeaders},Signature=00`,
  'x-acs-action': 'ListKeys',
  'x-acs-version': '2016-01-20',
  'x-acs-date': '2026-01-02T03:04:05Z',
  'x-acs-signature-nonce': 'n1',
  'x-acs-content-sha256': 'e3b0',
};
const v4 = {
  ...v3,
  authorization: v3.authorization
    .replace('ACS3', 'ACS4')
    .replace('testid', 'testid/20260102/center/Kms/aliyun_v4_request'),
};

function run(sketch: RequestSketch) {
  const request = rawRequest(sketch);
  const parameters = readParameters(request);
  const authentication = recognise(request, parameters);
  const { action, version } = authentication;
  return { action, version, format: answerFormat(parameters), authentication };
}

/** The answer as `code message`, or `accepted`. */
function outcome(sketch: RequestSketch): string {
  try {
    run(sketch);
  } catch (error) {
    if (error instanceof GatewayError) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'accepted';
}

function inQuery(parameters: Record<string, string | undefined>): RequestSketch {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { url: `/?${new URLSearchParams(given).toString()}` };
}

const withV1 = (change: Record<string, string | undefined>) => outcome(inQuery({ ...v1, ...change }));
const withV3 = (change: Record<string, string | undefined>) => outcome({ headers: { ...v3, ...change } });
const withV4 = (change: Record<string, string | undefined>) => outcome({ headers: { ...v4, ...change } });
const authorization = (from: string | RegExp, to: string) =>
  withV3({ authorization: v3.authorization.replace(from, to) });

describe('V1', () => {
  test('is read from query and form alike', () => {
    const expected = {
      action: 'DescribeKey',
      version: '2016-01-20',
      format: 'json',
      authentication: {
        generation: 'V1',
        accessKeyId: 'testid',
        timestamp: new Date('2026-01-02T03:04:05Z'),
        nonce: 'n1',
        algorithm: { name: 'HMAC-SHA1' },
        signature: 'c2ln',
      },
    };
    const body = new URLSearchParams(v1).toString();
    expect(run(inQuery(v1))).toMatchObject(expected);
    expect(run({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, body })).toMatchObject(expected);
  });

  test('names what is missing, an empty value included', () => {
    const names = ['AccessKeyId', 'SignatureMethod', 'SignatureVersion', 'Action', 'Version', 'Signature'];
    for (const name of names) {
      expect(withV1({ [name]: '' }), name).toBe(`Missing${name} ${name} is mandatory for this action.`);
      if (name === 'Signature') continue;
      expect(withV1({ [name]: undefined }), name).toBe(`Missing${name} ${name} is mandatory for this action.`);
    }
  });

  test('names no operation that cannot be', () => {
    expect(withV1({ Action: 'x'.repeat(128), Version: 'x'.repeat(128) })).toBe('accepted');
    expect(withV1({ Action: 'x'.repeat(129) })).toMatch(/^InvalidAction\.NotFound /);
    expect(withV1({ Version: 'x'.repeat(129) })).toMatch(/^InvalidVersion /);
  });

  test('without a time stamp is answered in the words of KMS, or those of the others', () => {
    expect(withV1({ Timestamp: undefined })).toBe(
      'IllegalTimestamp The input parameter "Timestamp" that is mandatory for processing this request is not supplied.',
    );
    expect(withV1({ Timestamp: '', Version: '2015-05-01' })).toBe(
      'MissingTimestamp Timestamp is mandatory for this action.',
    );
    expect(withV1({ Timestamp: 'yesterday' })).toMatch(/^InvalidTimeStamp\.Format /);
  });

  test('may leave out nonce and token, or send them empty', () => {
    for (const value of [undefined, '']) {
      const { authentication } = run(inQuery({ ...v1, SignatureNonce: value, SecurityToken: value }));
      expect(authentication).toMatchObject({ nonce: undefined, securityToken: undefined });
    }
    expect(run(inQuery({ ...v1, SecurityToken: 'tok/en+==' })).authentication.securityToken).toBe('tok/en+==');
  });

  test('takes method names in any case, and refuses other methods and versions', () => {
    for (const SignatureMethod of ['HMAC-SHA1', 'Hmac-SHA1', 'hmac-sha256', 'SHA256withRSA', 'SHA256WITHRSA']) {
      expect(withV1({ SignatureMethod }), SignatureMethod).toBe('accepted');
    }
    for (const SignatureMethod of ['HMAC-MD5', 'none', 'constructor', 'HMAC-SHA1 ']) {
      expect(withV1({ SignatureMethod })).toBe('InvalidSignatureMethod Specified signature method is not valid.');
    }
    expect(withV1({ SignatureVersion: '2.0' })).toMatch(/^InvalidSignatureVersion /);
  });

  test('has a private key type only with RSA', () => {
    const rsa = { SignatureMethod: 'SHA256withRSA' };
    expect(withV1({ ...rsa, SignatureType: 'PRIVATEKEY' })).toBe('accepted');
    expect(withV1({ ...rsa, SignatureType: '' })).toBe('accepted');
    expect(withV1({ SignatureType: '' })).toBe('accepted');
    for (const change of [{ SignatureType: 'PRIVATEKEY' }, { SignatureType: 'X' }, { ...rsa, SignatureType: 'X' }]) {
      expect(withV1(change)).toBe('InvalidSignatureType Specified parameter SignatureType is not valid.');
    }
  });

  test('answers in the format asked for, in any case, and refuses others', () => {
    expect(run(inQuery({ ...v1, Format: 'Json' })).format).toBe('json');
    expect(run(inQuery({ ...v1, Format: 'xml' })).format).toBe('xml');
    expect(withV1({ Format: '' })).toBe('accepted');
    expect(withV1({ Format: 'YAML' })).toBe('InvalidParameter.Format Specified parameter Format is not valid.');
  });

  test('refuses JSON parameters, which its signature does not cover', () => {
    const sketch = { ...inQuery(v1), headers: { 'content-type': 'application/json' } };
    expect(outcome({ ...sketch, body: '{"KeyId":"other"}' })).toMatch(/^InvalidParameter\.Body /);
    expect(outcome({ ...sketch, body: '{}' })).toBe('accepted');
  });

  test('refuses ids, tokens and nonces that cannot be', () => {
    expect(withV1({ AccessKeyId: 'a\0b' })).toMatch(/^InvalidAccessKeyId\.NotFound /);
    expect(withV1({ AccessKeyId: 'x'.repeat(129) })).toMatch(/^InvalidAccessKeyId\.NotFound /);
    expect(withV1({ SecurityToken: 'a b' })).toMatch(/^InvalidSecurityToken\.Malformed /);
    expect(withV1({ SignatureNonce: 'x'.repeat(129) })).toMatch(/^InvalidParameter .*"SignatureNonce"/);
  });
});

describe('V3', () => {
  test('is read from headers', () => {
    expect(run({ headers: v3 })).toMatchObject({
      action: 'ListKeys',
      version: '2016-01-20',
      format: 'json',
      authentication: {
        generation: 'V3',
        accessKeyId: 'testid',
        timestamp: new Date('2026-01-02T03:04:05Z'),
        nonce: 'n1',
        algorithm: { name: 'ACS3-HMAC-SHA256' },
        signature: '00',
        contentHash: 'e3b0',
        signedHeaders: signedHeaders.split(';'),
      },
    });
  });

  test('has the parts of Authorization in any order and blanks around commas', () => {
    const parts = [`SignedHeaders=${signedHeaders}`, 'Signature=00', 'Credential=testid'];
    expect(withV3({ authorization: `ACS3-HMAC-SHA256  ${parts.join(' , ')}` })).toBe('accepted');
  });

  test('names the header that is missing', () => {
    for (const name of signedHeaders.split(';')) {
      const expected = `MissingParameter The input parameter "${name}" that is mandatory for processing this request is not supplied.`;
      expect(withV3({ [name]: undefined })).toBe(expected);
      expect(withV3({ [name]: '' })).toBe(expected);
    }
  });

  test('names no operation that cannot be', () => {
    expect(withV3({ 'x-acs-action': 'x'.repeat(128), 'x-acs-version': 'x'.repeat(128) })).toBe('accepted');
    expect(withV3({ 'x-acs-action': 'x'.repeat(129) })).toMatch(/^InvalidAction\.NotFound /);
    expect(withV4({ 'x-acs-version': 'x'.repeat(129) })).toMatch(/^InvalidVersion /);
  });

  test('names the header that is not signed', () => {
    const unsigned = (name: string) =>
      `IncompleteSignature The request signature does not conform to Aliyun standards. SignedHeaders has no ${name}.`;
    for (const name of signedHeaders.split(';')) {
      const fewer = signedHeaders.split(';').filter(other => other !== name);
      expect(authorization(signedHeaders, fewer.join(';'))).toBe(unsigned(name));
    }
    expect(withV3({ 'x-acs-security-token': 'token' })).toBe(unsigned('x-acs-security-token'));
    expect(outcome({ headers: { ...v3, 'content-type': 'text/plain' }, body: 'x' })).toBe(unsigned('content-type'));
    expect(outcome({ headers: { ...v3, 'content-type': 'text/plain' } })).toBe('accepted');
  });

  test('refuses an Authorization that is not one', () => {
    for (const part of ['Credential', 'SignedHeaders', 'Signature']) {
      expect(authorization(`${part}=`, 'Other=')).toMatch(new RegExp(`^IncompleteSignature .*has no ${part}\\.$`));
    }
    expect(authorization('Credential=testid', 'Credential=testid,Credential=b')).toMatch(/has a part twice\.$/);
    expect(authorization('x-acs-action', 'x-acs-date')).toMatch(/has a name twice\.$/);
    expect(authorization('=testid', '=')).toBe('MissingAccessKeyId AccessKeyId is mandatory for this action.');
    expect(withV3({ authorization: 'ACS3-HMAC-SHA256' })).toMatch(/^IncompleteSignature /);
    for (const name of ['ACS3-HMAC-SHA1', 'ACS3-', 'ACS3-hmac-sha256']) {
      expect(authorization('ACS3-HMAC-SHA256', name)).toMatch(/^InvalidSignatureMethod /);
    }
  });

  test('looks no inherited property up as a header', () => {
    expect(authorization(signedHeaders, `${signedHeaders};constructor;__proto__;tostring`)).toBe('accepted');
  });

  test('with SM3 has the digest under either name', () => {
    const sm3 = v3.authorization.replace('SHA256', 'SM3');
    const headers = { ...v3, authorization: sm3.replace('-sha256;', '-sm3;'), 'x-acs-content-sm3': '1ab2' };
    expect(withV3({ authorization: sm3 })).toBe('accepted');
    expect(run({ headers }).authentication).toMatchObject({ contentHash: '1ab2' });
    expect(authorization('-sha256;', '-sm3;')).toMatch(/^IncompleteSignature /);
  });

  test('obeys Format in the query, as the legacy Java core sends it', () => {
    expect(run({ headers: v3, url: '/?Action=ListKeys&Format=XML' }).format).toBe('xml');
    expect(run({ headers: v3, url: '/?Format=anything' }).format).toBe('json');
  });

  test('decides nothing by x-acs-credentials-provider', () => {
    const { authentication } = run({ headers: { ...v3, 'x-acs-credentials-provider': 'static_sts' } });
    expect(authentication.securityToken).toBeUndefined();
  });
});

describe('V4', () => {
  test('is read from headers and the scope of its credential', () => {
    expect(run({ headers: v4 }).authentication).toMatchObject({
      generation: 'V4',
      accessKeyId: 'testid',
      scope: { date: '20260102', region: 'center', product: 'Kms' },
    });
  });

  test('refuses another scope', () => {
    const scope = (to: string) => withV4({ authorization: v4.authorization.replace(/Credential=[^,]*/, to) });
    const noScope = /^IncompleteSignature .*Credential has no scope of this signature version\.$/;
    expect(scope('Credential=testid')).toMatch(noScope);
    expect(scope('Credential=testid/20260102/center/Kms/aws4_request')).toMatch(noScope);
    expect(scope('Credential=testid/20260102//Kms/aliyun_v4_request')).toMatch(noScope);
    expect(scope('Credential=testid/20260102/center/Kms/aliyun_v4_request/x')).toMatch(noScope);
    expect(scope('Credential=/20260102/center/Kms/aliyun_v4_request')).toMatch(/^MissingAccessKeyId /);
    expect(scope('Credential=testid/20260103/center/Kms/aliyun_v4_request')).toMatch(
      /The date of Credential is not the date of x-acs-date\.$/,
    );
  });
});

describe('the first rule that fits', () => {
  test('V3 comes before V1, bearer before V1, V1 before the legacy signature', () => {
    const signedQuery = inQuery(v1);
    const generation = (sketch: RequestSketch) => run(sketch).authentication.generation;
    expect(generation({ ...signedQuery, headers: v3 })).toBe('V3');
    expect(generation({ ...signedQuery, headers: { authorization: 'acs testid:c2ln' } })).toBe('V1');
    expect(withV1({ SignatureType: 'BEARERTOKEN', BearerToken: 't', AccessKeyId: '' })).toMatch(/^InvalidBearerToken /);
  });

  test('what is not offered is refused by name', () => {
    const bearer = 'InvalidBearerToken Specified bearer token is not valid.';
    expect(outcome({ headers: { authorization: 'Bearer abc' } })).toBe(bearer);
    expect(outcome({ headers: { 'x-acs-bearer-token': 'abc' } })).toBe(bearer);
    expect(outcome({ headers: { 'x-acs-zero-trust-idtoken': 'abc' } })).toBe(
      'InvalidParameter The specified parameter "x-acs-zero-trust-idtoken" is not valid.',
    );
    expect(outcome({ headers: { authorization: 'acs testid:c2ln' } })).toBe(
      'InvalidParameter.Format Specified parameter Authorization is not valid.',
    );
  });

  test('a request that nobody signed misses its access key', () => {
    const missing = 'MissingAccessKeyId AccessKeyId is mandatory for this action.';
    expect(outcome({ method: 'GET' })).toBe(missing);
    expect(outcome(inQuery({ Action: 'ListKeys', Version: '2016-01-20' }))).toBe(missing);
    expect(outcome({ headers: { ...v3, authorization: undefined } })).toBe(missing);
    expect(outcome({ headers: { authorization: 'Basic dTpw' } })).toBe(missing);
  });
});

test('the answer format of a request that is refused is known all the same', () => {
  expect(answerFormat(readParameters(rawRequest({ url: '/?Format=XML' })))).toBe('xml');
  expect(answerFormat(readParameters(rawRequest({})))).toBe('json');
});
