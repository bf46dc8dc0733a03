/** What can go wrong on the way, as the sign-in page says it. Only these words are ever shown: a link cannot add its own. */
export const signInTroubles = {
  'access-denied': 'The sign-in provider did not let you in to this console.',
  cancelled: 'The sign-in was not completed at the provider.',
  'provider-refused':
    'The sign-in provider refused the console’s request. An administrator has to look at it.',
  'provider-busy': 'The sign-in provider is not available just now.',
  'provider-unreachable': 'The sign-in provider could not be reached.',
  'not-understood': 'The sign-in could not be completed: it took too long, or was begun in another window.',
  'other-person':
    'That was another person. To go on with the open page, sign in as the person it belongs to.',
} as const;
export type SignInTrouble = keyof typeof signInTroubles;

export const isSignInTrouble = (text: string): text is SignInTrouble => Object.hasOwn(signInTroubles, text);

/** OAuth's error codes (RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6). */
const byCode: Readonly<Record<string, SignInTrouble>> = {
  access_denied: 'access-denied',
  interaction_required: 'cancelled',
  login_required: 'cancelled',
  consent_required: 'cancelled',
  account_selection_required: 'cancelled',
  server_error: 'provider-busy',
  temporarily_unavailable: 'provider-busy',
};

/** The trouble in a provider's answer, or null where it reports none. */
export function troubleOf(query: Readonly<Record<string, string>>): SignInTrouble | null {
  const code = query.error;
  if (code === undefined) return null;
  return (Object.hasOwn(byCode, code) ? byCode[code] : undefined) ?? 'provider-refused';
}
