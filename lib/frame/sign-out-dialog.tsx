'use client';
import { useMutation } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { problemOf, useBff } from '../bff/client';
import type { MeRouter } from '../bff/me/router';
import { endWork } from './leaving';
import { type LiveWork, liveWork } from './live-work';
import { useLiveWork } from './use-live-work';

const SignOutForm = dynamic(() => import('./sign-out-form').then(({ SignOutForm: Form }) => Form), {
  ssr: false,
});

/**
 * Asks about live shells (all are terminated unless the person keeps some), names unsaved edits, then signs out.
 * With neither there is nothing to ask but whether.
 */
export function SignOutDialog({ onCancel }: { onCancel: () => void }) {
  const works = useLiveWork();
  const bff = useBff<{ me: MeRouter }>();
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const signOut = useMutation(bff.me.signOut.mutationOptions());
  const leave = useMutation({
    mutationFn: async () => {
      const failed = await endWork(works.filter(({ id, kind }) => kind === 'shell' && !kept.has(id)));
      const { next } = await signOut.mutateAsync();
      return { failed, next };
    },
    onSuccess: ({ next }) => goAway(works, next),
  });
  return (
    <SignOutForm
      works={works}
      kept={kept}
      onKeep={(id, keep) => setKept(changed(kept, id, keep))}
      busy={leave.isPending}
      problem={leave.error ? problemOf(leave.error) : null}
      onConfirm={() => leave.mutate()}
      onCancel={onCancel}
    />
  );
}

function changed(kept: ReadonlySet<string>, id: string, keep: boolean): ReadonlySet<string> {
  const next = new Set(kept);
  if (keep) next.add(id);
  else next.delete(id);
  return next;
}

/** The person has answered: the leave-page guard must not ask again. */
function goAway(works: readonly LiveWork[], next: string): void {
  for (const work of works) {
    work.forget?.();
    liveWork.remove(work.id);
  }
  // After the guard's effect has taken its listener off.
  setTimeout(() => window.location.assign(next));
}
