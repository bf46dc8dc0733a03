import { absoluteTime, relativeTime } from '@/lib/kernel/time';
import { useNow } from './now';

/** "4 min ago", with the absolute time and zone on hover. */
export function RelativeTime({ atMs }: { atMs: number }) {
  const now = useNow();
  const absolute = absoluteTime(atMs);
  return (
    <time dateTime={absolute} title={absolute}>
      {relativeTime(atMs, Math.max(now, atMs))}
    </time>
  );
}
