import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { bodyClasses, themeCookie, themeOf } from '@/lib/frame/theme';
import './theme.css';

export const metadata: Metadata = {
  title: { default: 'Quarterdeck', template: '%s · Quarterdeck' },
  description: 'The operations console for AWS Systems Manager.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

/** Every page: the theme from its cookie, so that nothing flashes, and no data of AWS. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(themeCookie)?.value);
  return (
    <html lang="en" data-theme={theme}>
      <body className={bodyClasses(theme)}>{children}</body>
    </html>
  );
}
