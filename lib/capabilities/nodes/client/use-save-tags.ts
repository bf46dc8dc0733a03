'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { problemOf, useBff } from '@/lib/bff/client';
import { notices } from '@/lib/frame/notices';
import type { EditTagsInput } from '../contract';
import type { NodesRouter } from '../server/router';
import type { FleetNode } from './fleet-node';
import { useFleetListing } from './use-fleet';

/** Saves a tag edit. Whatever happens the tags are read again: of two calls to AWS the first may have been done. */
export function useSaveTags({ scope, id, name }: FleetNode, onSaved: () => void) {
  const bff = useBff<{ nodes: NodesRouter }>();
  const client = useQueryClient();
  const listing = useFleetListing();
  const save = useMutation({
    ...bff.nodes.editTags.mutationOptions(),
    onSettled: () => client.invalidateQueries(bff.nodes.tags.queryFilter({ scope, id })),
  });
  const start = (edit: EditTagsInput, tags: Readonly<Record<string, string>>) =>
    save.mutate(
      { scope, ...edit },
      {
        onSuccess: () => {
          listing.setTags(scope, id, tags);
          notices.add({ kind: 'success', text: `Tags of ${name} saved.` });
          onSaved();
        },
      },
    );
  return {
    start,
    isPending: save.isPending,
    isSuccess: save.isSuccess,
    problem: save.error ? problemOf(save.error) : null,
  };
}
