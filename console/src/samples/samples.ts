/**
 * Where SDK samples join the Explorer: a language that is added here gets a place in the tab of `samples-view.tsx`. What a sample is
 * made of comes in without secrets: a source reads those from the environment.
 */
import type { Operation } from '../description/model';
import type { DraftObject } from '../form/draft';

export interface SampleInput {
  readonly operation: Operation;
  /** As entered, with what is declared secret left out. */
  readonly parameters: DraftObject;
  /** Names of the parameters that the sample has to read from the environment. */
  readonly secrets: readonly string[];
  /** Origin of this server. */
  readonly endpoint: string;
}

export interface SampleLanguage {
  readonly id: string;
  readonly title: string;
  /** The source text of a sample. */
  source(input: SampleInput): Promise<string>;
}

export const sampleLanguages: readonly SampleLanguage[] = [];
