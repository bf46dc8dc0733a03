import type { Person } from '@/lib/auth/person';
import { Problem } from '@/lib/kernel/problem';

/**
 * A browser has one cookie and many windows: when one of them signs in as somebody else, the pages that still
 * show the first person must not act as the second. Throws Problem `signed-out`.
 */
export function refuseOtherPerson(signedIn: Person, pagePerson: string | null): void {
  if (pagePerson === null || pagePerson === signedIn.sub) return;
  throw new Problem('signed-out', {
    message: `This page belongs to another person: the browser is now signed in as ${signedIn.name}.`,
    nextStep: 'Sign in again as yourself, or reload the page.',
  });
}
