'use client';
import { useEffect } from 'react';

/** The channel on which a second window says that somebody signed in there. */
const channelName = 'quarterdeck-sign-in';

/** Calls `renewed` when a sign-in was completed in another window. The BFF refuses another person by itself. */
export function useSignInRenewed(renewed: () => void): void {
  useEffect(() => {
    const channel = new BroadcastChannel(channelName);
    channel.onmessage = renewed;
    return () => channel.close();
  }, [renewed]);
}
