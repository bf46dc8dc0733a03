import type { ProblemCode } from '../kernel/problem';

/**
 * Whether calls of this page still pass. `expired`: the person signs in again in a second window and nothing is
 * lost, shells included. `signed-out`: revoked, or another person's cookie; shells drop their sockets.
 */
export type SignInCondition = 'good' | 'expired' | 'signed-out';

/** A plain store, one per page. The frame feeds it; rooms with sockets listen to it. */
export class SignInState {
  private condition: SignInCondition = 'good';
  private readonly listeners = new Set<() => void>();

  readonly get = (): SignInCondition => this.condition;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Takes what a call failed with; other failures say nothing about the sign-in. */
  readonly failed = (code: ProblemCode): void => {
    if (code === 'expired' || code === 'signed-out') this.become(code);
  };

  readonly renewed = (): void => this.become('good');

  private become(next: SignInCondition): void {
    if (next === this.condition) return;
    this.condition = next;
    for (const listener of this.listeners) listener();
  }
}

export const signInState = new SignInState();
