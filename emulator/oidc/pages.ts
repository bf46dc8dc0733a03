import { randomBytes } from 'node:crypto';
import { people } from '../seeds/identity/people';

/** A page of the provider, with the policy that goes with it. Nothing is loaded from anywhere. */
export interface Page {
  readonly status: number;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { display: grid; place-items: center; min-height: 100vh; margin: 0; background: Canvas; color: CanvasText; }
main { box-sizing: border-box; width: min(26rem, 100%); padding: 2rem 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 0.25rem; }
p { margin: 0 0 1rem; }
label { display: block; font-weight: 600; margin: 1rem 0 0.25rem; }
input { box-sizing: border-box; width: 100%; font: inherit; padding: 0.5rem 0.75rem; border: 1px solid GrayText; border-radius: 6px; background: Field; color: FieldText; }
button { width: 100%; font: inherit; font-weight: 600; margin-top: 1.5rem; padding: 0.6rem; border: 0; border-radius: 6px; background: #0b57d0; color: #fff; cursor: pointer; }
button:focus-visible, input:focus-visible { outline: 3px solid #4c8dff; outline-offset: 2px; }
ul { margin: 1.5rem 0 0; padding: 1rem 0 0; border-top: 1px solid GrayText; list-style: none; font-size: 0.9rem; }
[role=alert] { padding: 0.6rem 0.75rem; border-left: 4px solid #d92d20; background: color-mix(in srgb, #d92d20 12%, Canvas); }
`;

/** `formTargets`: where a form's answer may lead (browsers check `form-action` along redirects too). */
function page(status: number, title: string, body: string, formTargets: readonly string[] = []): Page {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `form-action 'self' ${formTargets.join(' ')}`.trim(),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
  return {
    status,
    html: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title><style nonce="${nonce}">${style}</style></head>
<body><main><h1>${text(title)}</h1>${body}</main></body></html>`,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      // With no-referrer a form's Origin would be "null", which the guard refuses.
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    },
  };
}

const text = (value: string) => value.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

export interface SignInForm {
  readonly userName: string;
  readonly problem: string | undefined;
  readonly status: number;
  readonly formTargets: readonly string[];
}

/** Name and password of one of the emulator's people. */
export function signInPage({ userName, problem, status, formTargets }: SignInForm): Page {
  const options = people
    .map(({ sub, name }) => `<option value="${text(sub)}">${text(name)}</option>`)
    .join('');
  const hints = people
    .map(({ sub, name, role }) => `<li><strong>${text(sub)}</strong> ${text(name)}, ${role}</li>`)
    .join('');
  const alert = problem ? `<p role="alert" id="problem">${text(problem)}</p>` : '';
  const described = problem ? ' aria-describedby="problem" aria-invalid="true"' : '';
  return page(
    status,
    'Sign in to the emulator',
    `<p>The identity provider of this local AWS. The password was printed when it started.</p>${alert}
<form method="post" autocomplete="on">
<label for="username">User name</label>
<input id="username" name="username" list="people" autocomplete="username" autocapitalize="none" spellcheck="false" required ${problem ? '' : 'autofocus'} value="${text(userName)}">
<datalist id="people">${options}</datalist>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${described} ${problem ? 'autofocus' : ''}>
<button type="submit">Sign in</button>
</form>
<ul aria-label="People">${hints}</ul>`,
    formTargets,
  );
}

/** `form` is oidc-provider's own, with its cross-site token; we only add the button that sends it. */
export const signOutPage = (form: string, formTargets: readonly string[]): Page =>
  page(
    200,
    'Sign out of the emulator?',
    `${form}<button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>`,
    formTargets,
  );

export const messagePage = (status: number, title: string, message: string): Page =>
  page(status, title, `<p>${text(message)}</p>`);
