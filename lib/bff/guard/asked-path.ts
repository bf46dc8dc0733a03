/** Carries the path that was asked for under another name from the proxy to the answer that redirects. */
export const askedPathHeader = 'x-quarterdeck-asked';
