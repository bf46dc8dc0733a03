'use client';
import Button from '@cloudscape-design/components/button';
import type { ReactNode } from 'react';
import { EmptyState } from '@/components/states/empty-state';
import type { Scope } from '@/lib/kernel/scope';
import { takeRole } from './scope-choice';
import { placeWords } from './scope-words';
import { useMe, useScopeAt, useScopeStore } from './signed-in';

interface PlaceGateProps {
  readonly account: string;
  readonly region: string;
  readonly children: (scope: Scope) => ReactNode;
}

/** A link never takes a role: where none is in force the page asks, and where none is granted it says so. */
export function PlaceGate({ account, region, children }: PlaceGateProps) {
  const at = useScopeAt(account, region);
  const me = useMe();
  const store = useScopeStore();
  if (at.state === 'ready') return children(at.scope);
  if (at.state === 'none')
    return (
      <EmptyState
        title="No role here"
        text={`You have no role in ${account || 'the account'} · ${region || 'the Region'} that this link names.`}
      />
    );
  return (
    <EmptyState
      title={`Which role in ${placeWords(at.place, me.scopes)}?`}
      text="Several are granted to you there and none is in force yet."
      action={at.place.roles.map(({ name, label }) => (
        <Button key={name} onClick={() => store.set(takeRole(store.getChoice(), at.place, name))}>
          {label}
        </Button>
      ))}
    />
  );
}
