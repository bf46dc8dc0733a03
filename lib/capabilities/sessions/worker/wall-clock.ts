import type { FromWorker, Link } from '../client/worker-messages';

/**
 * The worker's clock never goes back, and stands still while the machine sleeps; the page counts seconds on the wall
 * clock. Times in a message are moved from the one to the other. `aheadMs` is how far the wall clock is ahead.
 */
export const onWallClock = (message: FromWorker, aheadMs: number): FromWorker =>
  message.say === 'link' ? { ...message, link: moved(message.link, aheadMs) } : message;

function moved(link: Link, aheadMs: number): Link {
  if (link.is === 'not-answering') return { ...link, sinceMs: link.sinceMs + aheadMs };
  if (link.is !== 'reconnecting' || link.nextAttemptAtMs === null) return link;
  return { ...link, nextAttemptAtMs: link.nextAttemptAtMs + aheadMs };
}
