/** Tags as domains keep them: at most one value for a key. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}
