/**
 * What a sample is made of, whatever its language: the call with its parameters as a program writes them down, and the files that
 * come out. Secrets are never values here, only names of environment variables.
 */

/** A value of a parameter as a program writes it. */
export type SampleValue =
  | { readonly kind: 'text'; readonly text: string }
  /** Decimal digits: some numbers are larger than a JavaScript number is exact. */
  | { readonly kind: 'integer'; readonly digits: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'list'; readonly items: readonly SampleValue[] }
  /** `isMap`: its names are free, so that no package has a model for it. */
  | { readonly kind: 'object'; readonly members: readonly SampleMember[]; readonly isMap?: boolean }
  /**
   * One parameter that holds a JSON text: a program writes the structure and encodes it. `structured`: declared as a list, an object
   * or a map that travels as JSON, so the product's own packages take the structure itself and encode it.
   */
  | { readonly kind: 'json'; readonly value: SampleValue; readonly structured: boolean }
  /** A secret: read from the environment. */
  | { readonly kind: 'environment'; readonly variable: string };

export interface SampleMember {
  /** As on the wire: `EncryptedCode`. */
  readonly name: string;
  readonly value: SampleValue;
}

export interface SampleCall {
  /** `cas`, `kms`, `ram`, `sts` */
  readonly productCode: string;
  /** `2020-06-30` */
  readonly version: string;
  readonly action: string;
  /** Whether only this server has the operation, and no package. */
  readonly extension: boolean;
  readonly summary: string;
  /** Whether the operation declares any parameter: the product's own packages then want a request, also an empty one. */
  readonly takesParameters: boolean;
  readonly endpoint: { readonly protocol: 'http' | 'https'; readonly hostAndPort: string };
  /** In the declaration's order, only those that were entered; nested ones in `query` as clients flatten them. */
  readonly parameters: readonly (SampleMember & { readonly place: 'query' | 'body' })[];
  /** Of the parameters that are secret, in order; the access key's variables are not among them. */
  readonly secretVariables: readonly string[];
}

export interface SampleFile {
  /** Inside the project's folder: `src/main/java/Sample.java`. */
  readonly path: string;
  readonly text: string;
  /** A program that is to be run by itself. */
  readonly executable?: boolean;
}

export interface SampleLanguage {
  /** Stable: it stands in the names of downloads. `typescript` */
  readonly id: string;
  readonly title: string;
  /** The file that the page shows: its path in `files`. */
  readonly mainFile: (call: SampleCall) => string;
  /**
   * The whole project without README and env file, which are the same for every language. The person fills `.env` in the project's
   * folder, lines `NAME='value'`; the program or its commands read that file. What the environment already has wins where the
   * language's usual way of reading it lets it.
   */
  readonly files: (call: SampleCall) => readonly SampleFile[];
  /** What runs it in its folder, in order: `['npm install', 'npm start']`. */
  readonly commands: readonly string[];
  /** What has to be installed before, as the README says it: `Node.js 20.6 or later` */
  readonly needs: string;
}
