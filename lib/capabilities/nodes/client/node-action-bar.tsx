'use client';
import Button from '@cloudscape-design/components/button';
import { useCallback, useEffect, useState } from 'react';
import type { Contribution, NodeAction, NodeRef } from '@/lib/contribution';
import { useActionContext } from '@/lib/frame/action-context';

export const actionsOf = (contributions: readonly Contribution[]): readonly NodeAction[] =>
  contributions.flatMap(({ nodeActions }) => nodeActions ?? []);

/** Why an action cannot be taken on these nodes, or true. */
export const applies = (action: NodeAction, nodes: readonly NodeRef[]): true | string =>
  nodes.length === 0 ? 'Select a node first.' : action.appliesTo(nodes);

interface NodeActionBarProps {
  readonly actions: readonly NodeAction[];
  readonly nodes: readonly NodeRef[];
  /** Whether its actions answer to their keys here: at most one bar a page does. */
  readonly shortcuts?: boolean;
}

/** The rooms' actions as buttons; one that cannot be taken says why instead of hiding. */
export function NodeActionBar({ actions, nodes, shortcuts = false }: NodeActionBarProps) {
  const context = useActionContext();
  const [dialog, setDialog] = useState<NodeAction | null>(null);
  const take = useCallback(
    (action: NodeAction) => {
      if (applies(action, nodes) !== true) return;
      if (action.Dialog) setDialog(action);
      else void action.run?.(nodes, context);
    },
    [nodes, context],
  );
  useShortcuts(shortcuts ? actions : none, take);
  const Dialog = dialog?.Dialog;
  return (
    <>
      {actions.map((action) => {
        const can = applies(action, nodes);
        return (
          <Button
            key={action.id}
            variant={action.primary ? 'primary' : 'normal'}
            disabled={can !== true}
            disabledReason={can === true ? undefined : can}
            ariaLabel={action.label}
            onClick={() => take(action)}
          >
            {action.label}
          </Button>
        );
      })}
      {Dialog && <Dialog nodes={nodes} context={context} onClose={() => setDialog(null)} />}
    </>
  );
}

const none: readonly NodeAction[] = [];

/** A key is an action's only where it could not be typing. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest(
    'input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], dialog, .xterm, [data-takes-keys]',
  ) !== null;

function useShortcuts(actions: readonly NodeAction[], take: (action: NodeAction) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
      const action = actions.find(({ shortcut }) => shortcut === event.key.toLowerCase());
      if (action) take(action);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [actions, take]);
}
