import { isCompliant, type PatchItem, type PatchState } from './patch-item';

/** The counts of an InstancePatchState, taken from the same items that the other operations list. */
export function patchCounts(items: readonly PatchItem[]) {
  const count = (state: PatchState) => items.filter((item) => item.state === state).length;
  const lacking = items.filter((item) => !isCompliant(item));
  const critical = lacking.filter(({ level }) => level === 'CRITICAL').length;
  const security = lacking.filter((item) => item.level !== 'CRITICAL' && isSecurity(item)).length;
  return {
    InstalledCount: count('INSTALLED'),
    InstalledOtherCount: count('INSTALLED_OTHER'),
    InstalledPendingRebootCount: count('INSTALLED_PENDING_REBOOT'),
    InstalledRejectedCount: count('INSTALLED_REJECTED'),
    MissingCount: count('MISSING'),
    FailedCount: count('FAILED'),
    UnreportedNotApplicableCount: 0,
    NotApplicableCount: count('NOT_APPLICABLE'),
    AvailableSecurityUpdateCount: count('AVAILABLE_SECURITY_UPDATE'),
    // Each noncompliant patch is counted once: critical by the baseline, else security by its advisory, else other.
    CriticalNonCompliantCount: critical,
    SecurityNonCompliantCount: security,
    OtherNonCompliantCount: lacking.length - critical - security,
  };
}

/** `Security` on Linux and macOS, `SecurityUpdates` on Windows. */
const isSecurity = ({ classification }: PatchItem) => classification.startsWith('Security');
