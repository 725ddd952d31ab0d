/** What the first clients that keep secrets are told of a client key, in the environment. */
import type { Scratch } from '../strangers/commands.js';
import type { Environment } from './claims.js';
import type { Scene } from './instance-scene.js';

/** Where a secret is read: at the address of all instances, by the signature of RPC calls, or at the instance. */
export type Path = 'shared gateway' | 'instance';

export function environmentFor(path: Path, scene: Scene, scratch: Scratch): Environment {
  const keyFile = scratch.write('clientKey.json', JSON.stringify(scene.keys.both));
  const place = { regionId: 'cn-hangzhou', endpoint: String(scene.endpoint) };
  if (path === 'shared gateway') {
    return {
      credentials_type: 'client_key',
      client_key_private_key_path: keyFile,
      client_key_password_from_env_variable: 'CLIENT_KEY_PASSWORD',
      CLIENT_KEY_PASSWORD: scene.password,
      cache_client_region_id: JSON.stringify([{ ...place, vpc: false }]),
    };
  }
  return {
    cache_client_dkms_config_info: JSON.stringify([
      {
        ...place,
        clientKeyFile: keyFile,
        passwordFromFilePath: scratch.write('password.txt', `${scene.password}\n`),
        caFilePath: scene.ca,
        ignoreSslCerts: false,
      },
    ]),
  };
}
