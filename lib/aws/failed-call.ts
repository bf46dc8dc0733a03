import type { Scope } from '@/lib/kernel/scope';

/** Which call an SDK error belongs to: the SDK's errors do not say. */
export interface FailedCall {
  /** As IAM spells it: `ssm:StartSession`. */
  readonly action: string;
  /** The name or id that the call was about, where its input has one. */
  readonly resource: string | undefined;
  readonly scope: Scope;
  readonly roleArn: string;
}

declare global {
  var quarterdeckFailedCalls: WeakMap<object, FailedCall> | undefined;
}

/** On globalThis because Next bundles routes apart: clients note here what another bundle's procedures read. */
globalThis.quarterdeckFailedCalls ??= new WeakMap();
const calls = globalThis.quarterdeckFailedCalls;

/** Remembers the innermost call: an STS refusal inside an SSM call stays STS's. */
export function noteFailure(error: unknown, call: FailedCall): void {
  if (typeof error === 'object' && error !== null && !calls.has(error)) calls.set(error, call);
}

/** The call that threw this, or undefined for what no client of ours threw. */
export const failedCall = (error: unknown): FailedCall | undefined =>
  typeof error === 'object' && error !== null ? calls.get(error) : undefined;
