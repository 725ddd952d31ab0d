/**
 * Labels of the versions of a secret (wire/kms.md section 11.1). A label marks one version at most; a version may have none, or several.
 * `ACSCurrent` is what readers get who name nothing, and `ACSPrevious` follows it: it stays on the version that was current before.
 */
export const CURRENT = 'ACSCurrent';
export const PREVIOUS = 'ACSPrevious';
export const MAX_LABELS = 8;

/** By label the id of the version that has it. */
export type Stages = ReadonlyMap<string, string>;

/** They move, and nothing takes them away. */
export const isBuiltIn = (label: string): boolean => label === CURRENT || label === PREVIOUS;

/** The labels of one version, in the order of their letters. */
export function labelsOf(stages: Stages, versionId: string): string[] {
  return [...stages]
    .filter(([, id]) => id === versionId)
    .map(([label]) => label)
    .sort();
}

/** The labels when these have been put on a version, from wherever they were. The version that was current until then is the previous one. */
export function withLabels(stages: Stages, labels: readonly string[], versionId: string): Stages {
  const moved = new Map(stages);
  const before = stages.get(CURRENT);
  if (labels.includes(CURRENT) && before !== undefined && before !== versionId) moved.set(PREVIOUS, before);
  for (const label of labels) moved.set(label, versionId);
  return moved;
}

export function withoutLabel(stages: Stages, label: string): Stages {
  const left = new Map(stages);
  left.delete(label);
  return left;
}

/** Undefined where every version has a label. @param versions in any order */
export function oldestWithoutLabel<V extends { readonly id: string; readonly number: number }>(
  versions: readonly V[],
  stages: Stages,
): V | undefined {
  const labelled = new Set(stages.values());
  return versions.filter(({ id }) => !labelled.has(id)).sort((one, other) => one.number - other.number)[0];
}
