'use client';
import { BarButton } from './bar-button';
import { useTheme } from './use-theme';

/** One press: the other of light and dark, from then on kept in this browser. */
export function ThemeToggle() {
  const { dark, setTheme } = useTheme();
  return (
    <BarButton
      label={dark ? 'Use light theme' : 'Use dark theme'}
      onPress={() => setTheme(dark ? 'light' : 'dark')}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor" />
      </svg>
    </BarButton>
  );
}
