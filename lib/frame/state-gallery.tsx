'use client';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { EmptyState } from '@/components/states/empty-state';
import type { Contribution, ViewStates } from '../contribution';
import { routes } from '../kernel/routes';

interface StateGalleryProps {
  readonly capabilities: readonly Contribution[];
  readonly room: string | null;
  readonly state: string | null;
}

/** Shows one room's view in one state, with data made up for it; without a choice, links to all of them. */
export function StateGallery({ capabilities, room, state }: StateGalleryProps) {
  const rooms = useStates(capabilities);
  if (!rooms) return null;
  const Chosen = rooms.find(({ id }) => id === room)?.states[state ?? ''];
  if (Chosen) return <Chosen />;
  if (room || state) return <EmptyState title="No such state" text={`${room} has no state “${state}”.`} />;
  return (
    <>
      <h1>States</h1>
      <p>Every view in every state, with made-up data. Nothing here reads AWS.</p>
      {rooms.map(({ id, title, states }) => (
        <section key={id}>
          <h2>{title}</h2>
          <ul>
            {Object.keys(states).map((name) => (
              <li key={name}>
                <Link href={routes.states(id, name)} prefetch={false}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

interface RoomStates {
  readonly id: string;
  readonly title: string;
  readonly states: ViewStates;
}

function useStates(capabilities: readonly Contribution[]): readonly RoomStates[] | null {
  const [rooms, setRooms] = useState<readonly RoomStates[] | null>(null);
  useEffect(() => {
    let here = true;
    const loads = capabilities.map(async ({ id, title, states }) => ({
      id,
      title,
      states: (await states?.()) ?? {},
    }));
    void Promise.all(loads).then((loaded) => {
      if (here) setRooms(loaded.filter((entry) => Object.keys(entry.states).length > 0));
    });
    return () => {
      here = false;
    };
  }, [capabilities]);
  return rooms;
}
