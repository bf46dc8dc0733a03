'use client';
import type { Contribution } from '@/lib/contribution';
import { NodesScreen } from './nodes-screen';
import { useFleet, useFleetListing } from './use-fleet';

/** "What have I got, what needs me?" The whole fleet of the chosen scopes. */
export default function NodesPage({ contributions }: { contributions: readonly Contribution[] }) {
  const fleet = useFleet();
  const listing = useFleetListing();
  return (
    <NodesScreen
      fleet={fleet}
      contributions={contributions}
      onRefresh={listing.refresh}
      onStop={listing.stop}
      onResume={listing.resume}
    />
  );
}
