'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { routes } from '../kernel/routes';
import { signInState } from './sign-in-state';

/** The second window posts here when somebody has signed in (app/sign-in). */
const channelName = 'quarterdeck-sign-in';

const signedInMessage = z.object({ sub: z.string() });

export const openSignInWindow = (): void => {
  window.open(routes.renewSignIn(), 'quarterdeck-sign-in', 'popup,width=520,height=720');
};

/**
 * Waits for the second window. The same person: what failed is read again and nothing else moves. Another person:
 * this page stays theirs whom it shows, and says so.
 */
export function useSecondWindow(sub: string): { otherPerson: boolean } {
  const client = useQueryClient();
  const [otherPerson, setOtherPerson] = useState(false);
  useEffect(() => {
    const channel = new BroadcastChannel(channelName);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const message = signedInMessage.safeParse(data);
      if (!message.success) return;
      setOtherPerson(message.data.sub !== sub);
      if (message.data.sub !== sub) return;
      signInState.renewed();
      void client.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
      void client.invalidateQueries({ refetchType: 'active' });
    };
    return () => channel.close();
  }, [client, sub]);
  return { otherPerson };
}
