import type { NodeRef } from '@/lib/contribution';
import { relativeTime } from '@/lib/kernel/time';

/** One tab a node: more would be a fleet's worth of root shells by one press. */
export const startsAtOnceMax = 10;

/** What to look at on a node that takes no session (Session Manager user guide, troubleshooting). */
export const checksToMake = [
  'The node is running and has network.',
  'The SSM Agent is running on it.',
  'It can reach ssm, ssmmessages and ec2messages of its Region on port 443.',
  'Its instance profile or activation role may call ssmmessages.',
] as const;

/** "Last seen 3 d ago. Sessions need a running SSM Agent that can reach ssmmessages." */
export const offlineWords = ({ lastPingAt }: NodeRef, nowMs: number): string => {
  const seen = lastPingAt === null ? 'Never seen' : `Last seen ${relativeTime(lastPingAt, nowMs)}`;
  return `${seen}. Sessions need a running SSM Agent that can reach ssmmessages.`;
};

/** true, or why no session can be started on these nodes. AWS has the last word: see the answer to StartSession. */
export function canStart(nodes: readonly NodeRef[], nowMs: number): true | string {
  if (nodes.length === 0) return 'Select a node first.';
  if (nodes.length > startsAtOnceMax) return `Select at most ${startsAtOnceMax} nodes: each gets a tab.`;
  const offline = nodes.find(({ pingStatus }) => pingStatus !== 'Online');
  if (!offline) return true;
  const words = offlineWords(offline, nowMs);
  return nodes.length === 1 ? words : `${offline.name}: ${words}`;
}
