/**
 * Policies by their text, each parsed once. Code that reads policy documents from the store on every request asks here, so
 * that a change acts on the next request and a document that did not change costs a look-up.
 */
import type { Policy } from './policy.js';
import { parsePolicy } from './policy-grammar.js';

export class CompiledPolicies {
  private readonly byText = new Map<string, Policy>();

  /** @param capacity how many to keep; the one that was not asked for longest goes first. */
  constructor(private readonly capacity = 1000) {}

  /** @throws MalformedPolicy */
  policyOf(text: string): Policy {
    const policy = this.byText.get(text) ?? parsePolicy(text);
    // A map keeps the order of insertion, so putting the text in again makes it the youngest.
    this.byText.delete(text);
    this.byText.set(text, policy);
    if (this.byText.size > this.capacity) this.byText.delete(this.byText.keys().next().value!);
    return policy;
  }
}
