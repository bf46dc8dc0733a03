import { problemOf } from '@/lib/bff/problem-of';
import type { Problem } from '@/lib/kernel/problem';
import type { Scope } from '@/lib/kernel/scope';
import { type ImportedKey, importDataKey } from './session-keys';
import type { SessionsApi } from './sessions-api';

export type KeyAnswer = (ImportedKey & { readonly problem: null }) | { readonly problem: Problem };

/** The data key of a session, usable and not readable, or everything the refusal said. Never rejects. */
export async function askForKey(
  api: SessionsApi,
  scope: Scope,
  asked: Parameters<SessionsApi['dataKey']>[1],
): Promise<KeyAnswer> {
  try {
    return { ...(await importDataKey(await api.dataKey(scope, asked))), problem: null };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}
