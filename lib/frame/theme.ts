/** Written by the browser, read by the server, so that the first paint is already in the person's theme. */
export const themeCookie = 'qd-theme';

export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

/** What the cookie says; anything else than the two words means: as the system. */
export const themeOf = (cookie: string | undefined): Theme =>
  cookie === 'light' || cookie === 'dark' ? cookie : 'system';

/** The classes Cloudscape reads on <body>. Under `system` only the browser knows whether it is dark. */
export const bodyClasses = (theme: Theme): string =>
  theme === 'dark' ? 'awsui-compact-mode awsui-dark-mode' : 'awsui-compact-mode';

/** A year: the theme is not worth asking for again, and holds nothing about the person. */
const themeCookieSeconds = 31_536_000;

export const themeCookieText = (theme: Theme): string =>
  theme === 'system'
    ? `${themeCookie}=; path=/; max-age=0; samesite=lax`
    : `${themeCookie}=${theme}; path=/; max-age=${themeCookieSeconds}; samesite=lax`;
