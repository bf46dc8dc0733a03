/** Two clients on one session would take each other's output. Who holds a session's lock is its one client. */
export interface SessionLocks {
  /** Waits a little for a page that is just going. Answers what lets it go, or null where somebody else has it. */
  take(sessionId: string): Promise<(() => void) | null>;
}

/** A reloaded page's lock is let go a moment after the new page has begun. */
const waitMsMax = 3_000;

/** Web Locks: they hold across tabs and windows of this origin, and go with the page that crashes. */
export const browserLocks: SessionLocks = {
  take: (sessionId) =>
    new Promise((resolve) => {
      const held = () =>
        new Promise<void>((release) => {
          resolve(() => release());
        });
      navigator.locks
        .request(`quarterdeck-session:${sessionId}`, { signal: AbortSignal.timeout(waitMsMax) }, held)
        .catch(() => resolve(null));
    }),
};
