'use client';

import { useEffect } from 'react';

/** The frame of every open page listens here (lib/frame/sign-in-window.ts). */
const channelName = 'quarterdeck-sign-in';

/** Posts who has signed in, once, and closes the window where the browser lets it. Draws nothing. */
export function TellOpenPages({ sub }: { sub: string }) {
  useEffect(() => {
    const channel = new BroadcastChannel(channelName);
    channel.postMessage({ sub });
    channel.close();
    window.close();
  }, [sub]);
  return null;
}
