import { createHash } from 'node:crypto';
import type { Person } from '@/lib/auth/person';

/** IAM: RoleSessionName is 2 to 64 characters of `[\w+=,.@-]` (STS AssumeRoleWithWebIdentity). */
const nameCharactersMax = 64;
/** 12 characters of base32 are 60 bits: nobody can find a second person with the same. */
const markCharacters = 12;

/**
 * How a person is called in CloudTrail and in `aws:userid`: what people recognise (e-mail address, else user
 * name, else subject), then `=` and a mark made from issuer and subject. The mark keeps apart two people whose
 * readable parts fall together (cut, or characters replaced by `-`), and stays theirs when their address changes.
 * `=` occurs nowhere else, so that the readable part can be told: `ada@example.com=k3b…`.
 */
export function roleSessionName(person: Person): string {
  const readable = (person.email ?? (person.name || person.sub))
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^A-Za-z0-9_+,.@-]+/g, '-')
    .slice(0, nameCharactersMax - markCharacters - 1);
  return `${readable}=${markOf(person)}`;
}

/** The part that people recognise, of a session name that may be ours or anybody's. */
export const readablePart = (sessionName: string): string =>
  /^(.+)=[a-z2-7]{12}$/.exec(sessionName)?.[1] ?? sessionName;

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

function markOf({ issuer, sub }: Person): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([issuer, sub]))
    .digest();
  return Array.from(digest.subarray(0, markCharacters), (byte) => alphabet.charAt(byte & 31)).join('');
}
