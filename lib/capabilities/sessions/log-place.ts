import type { DocumentFacts } from './contract';

/** Where a session's log lies. Session Manager names the object and the stream after the session (user guide, "Logging session activity"). */
export interface LogPlaces {
  readonly s3: { readonly bucket: string; readonly key: string } | null;
  readonly cloudWatch: { readonly group: string; readonly stream: string } | null;
}

interface LoggedSession {
  readonly id: string;
  readonly s3Url: string | null;
}

/**
 * Where to look for a session's log: what AWS said of this session, else what the session document says now, which
 * may have changed since.
 */
export function logPlaces(session: LoggedSession, { logging }: DocumentFacts): LogPlaces {
  const said = session.s3Url === null ? null : s3PlaceOf(session.s3Url);
  if (logging.is !== 'logged') return { s3: said, cloudWatch: null };
  const [bucket, ...prefix] = logging.s3?.split('/').filter(Boolean) ?? [];
  return {
    s3: said ?? (bucket ? { bucket, key: [...prefix, `${session.id}.log`].join('/') } : null),
    cloudWatch: logging.cloudWatch ? { group: logging.cloudWatch, stream: session.id } : null,
  };
}

/** Reads S3's addresses: `s3://bucket/key`, the bucket in the host name, or the bucket first in the path. */
export function s3PlaceOf(url: string): LogPlaces['s3'] {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, pathname } = new URL(url);
  const path = decodeURIComponent(pathname).slice(1);
  const inHost = protocol === 's3:' ? hostname : /^(.+)\.s3[.-]/.exec(hostname)?.[1];
  const bucket = inHost ?? path.split('/')[0];
  const key = inHost ? path : path.split('/').slice(1).join('/');
  return bucket && key ? { bucket, key } : null;
}
