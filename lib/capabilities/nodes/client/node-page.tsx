'use client';
import { EmptyState } from '@/components/states/empty-state';
import type { Contribution } from '@/lib/contribution';
import { RoleChoice } from '@/lib/frame/role-choice';
import { useScopeAt } from '@/lib/frame/signed-in';
import { NodeView } from './node-view';

export interface NodePageProps {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly tab: string;
  readonly contributions: readonly Contribution[];
}

/** One node by its address. A link takes no role: where none is in force the page asks, in words. */
export default function NodePage({ id, account, region, tab, contributions }: NodePageProps) {
  const at = useScopeAt(account, region);
  if (at.state === 'none') {
    return (
      <EmptyState
        title="Not in your accounts"
        text={`You have no role in ${account || 'the account'}, ${region || 'no Region given'}, where this link leads.`}
      />
    );
  }
  if (at.state === 'choose') return <RoleChoice place={at.place} what={`node ${id}`} />;
  return <NodeView scope={at.scope} id={id} tab={tab} contributions={contributions} />;
}
