import { routes } from '@/lib/kernel/routes';

/** The way down to these pages. */
export const sessionsStep = { label: 'Sessions', href: routes.sessions() };
export const documentsStep = { label: 'Session documents', href: routes.sessionDocuments() };
