import type { ComplianceLevel } from '../patching/store';

/** `SeveritySummary` of the model: how many of each severity. */
export function severitySummary(severities: readonly ComplianceLevel[]) {
  const count = (level: ComplianceLevel) => severities.filter((one) => one === level).length;
  return {
    CriticalCount: count('CRITICAL'),
    HighCount: count('HIGH'),
    MediumCount: count('MEDIUM'),
    LowCount: count('LOW'),
    InformationalCount: count('INFORMATIONAL'),
    UnspecifiedCount: count('UNSPECIFIED'),
  };
}
