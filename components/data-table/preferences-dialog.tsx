'use client';
import CollectionPreferences, {
  type CollectionPreferencesProps,
} from '@cloudscape-design/components/collection-preferences';
import { useEffect, useRef } from 'react';

/** Cloudscape's button with its dialog, open at once: a person has pressed the button that stood here before it was loaded. */
export default function PreferencesDialog(props: CollectionPreferencesProps) {
  const own = useRef<HTMLSpanElement>(null);
  useEffect(() => own.current?.querySelector('button')?.click(), []);
  return (
    <span ref={own}>
      <CollectionPreferences {...props} />
    </span>
  );
}
