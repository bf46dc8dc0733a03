/** What CloudTrail writes in the place of a secret. */
const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** CloudTrail cuts what would make an event larger than its 256 KB. */
const parametersCharsMax = 20_000;

/** A request's members as CloudTrail shows them: first letter small, secrets hidden, nothing huge. */
export function requestParameters(input: unknown, secretMembers: readonly string[]): unknown {
  if (typeof input !== 'object' || input === null || Object.keys(input).length === 0) return null;
  const shown = Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      lowerFirst(name),
      secretMembers.includes(name) ? hidden : shownValue(value),
    ]),
  );
  return JSON.stringify(shown).length > parametersCharsMax ? { omitted: true } : shown;
}

/** Members of listed structures are renamed too; keys of maps are the caller's own and stay. */
const shownValue = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map((item) =>
        typeof item === 'object' && item !== null
          ? Object.fromEntries(Object.entries(item).map(([name, inner]) => [lowerFirst(name), inner]))
          : item,
      )
    : value;

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
