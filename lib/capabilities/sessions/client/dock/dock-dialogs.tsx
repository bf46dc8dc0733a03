'use client';
import { isLive } from '../shell-state';
import { CloseQuestion } from './close-question';
import { closeShells } from './dock-commands';
import { dockLayout } from './dock-layout';
import { dockDialog } from './dock-view';
import { KeyList } from './key-list';
import { RenameTab } from './rename-tab';
import { nodeNames } from './tab-words';
import { useWatched } from './watched';

/** Whatever the dock asks or shows over the page. */
export function DockDialogs() {
  const dialog = useWatched(dockDialog);
  const done = () => dockDialog.set(null);
  if (!dialog || dialog.is === 'start') return null;
  if (dialog.is === 'keys') return <KeyList onClose={done} />;
  if (dialog.is === 'rename') {
    const tab = dockLayout.getTabs().find(({ id }) => id === dialog.tabId);
    if (!tab) return null;
    return <RenameTab tab={tab} onClose={done} />;
  }
  const live = dialog.shells.filter((shell) => isLive(shell.getState()));
  return (
    <CloseQuestion
      count={live.length}
      names={nodeNames(live)}
      onKeep={done}
      onEnd={() => {
        done();
        void closeShells(dialog.shells);
      }}
    />
  );
}
