/** Under which URLs the server is reached: the one of the settings, or what follows from where it listens. All without a slash at the end. */
import { isIP } from 'node:net';

export class ServerUrl {
  /** Known only once the server listens, which with port 0 is after everything else was put together. */
  #own = '';

  /**
   * @param host where it listens
   * @param configured the setting that takes the place of everything else
   */
  constructor(
    private readonly host: string,
    private readonly configured: string | undefined,
  ) {}

  /** Called once, with the port that the server got. Gives the URL to tell the administrator. */
  listens(protocol: 'http' | 'https', port: number): string {
    this.#own = `${protocol}://${hostInUrl(this.host)}:${port}`;
    return this.#own;
  }

  /** What certificates and revocation lists name. */
  readonly public = (): string => this.configured ?? this.#own;

  /**
   * What leads a caller here. A server that listens on every address has no host of its own to name: the caller knows one.
   * @param addressed the host and port that the caller addressed; empty when it said none that looks like one
   */
  readonly publicFor = (addressed: string): string => {
    const ownHostIsUnknown = this.configured === undefined && isEveryAddress(this.host) && addressed !== '';
    return ownHostIsUnknown ? `${new URL(this.#own).protocol}//${addressed}` : this.public();
  };
}

function isEveryAddress(host: string): boolean {
  return host === '0.0.0.0' || (isIP(host) === 6 && new URL(`http://[${host}]`).hostname === '[::]');
}

function hostInUrl(host: string): string {
  if (isEveryAddress(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
