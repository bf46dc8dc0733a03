'use client';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Icon } from '@/components/icon';
import type { PathNode } from '../../model';
import { openFor, type TreeLine, treeLines, treeMove } from '../../tree-view';
import styles from './path-tree.module.css';

interface PathTreeProps {
  readonly root: PathNode;
  readonly path: string;
  readonly onChoose: (path: string) => void;
}

/** The folders with how many parameters each holds. Keys as the WAI-ARIA tree pattern has them; one stop for Tab. */
export function PathTree({ root, path, onChoose }: PathTreeProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(openFor(path)));
  const [focused, setFocused] = useState(path);
  const tree = useRef<HTMLDivElement>(null);
  useEffect(() => setOpen((before) => new Set([...before, ...openFor(path)])), [path]);
  useEffect(() => setFocused(path), [path]);
  const lines = useMemo(() => treeLines(root, open), [root, open]);
  const stop = lines.some(({ node }) => node.path === focused) ? focused : '/';

  const toggle = (folder: string, wanted: boolean) =>
    setOpen((before) =>
      wanted ? new Set([...before, folder]) : new Set([...before].filter((each) => each !== folder)),
    );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = treeMove(lines, stop, event.key);
    if (!move) return;
    event.preventDefault();
    if ('open' in move) toggle(move.open, true);
    else if ('close' in move) toggle(move.close, false);
    else if ('choose' in move) onChoose(move.choose);
    else focusOn(move.focus);
  };
  const focusOn = (folder: string) => {
    setFocused(folder);
    const at = lines.findIndex(({ node }) => node.path === folder);
    tree.current?.querySelectorAll<HTMLElement>('[role=treeitem]')[at]?.focus();
  };
  return (
    <div ref={tree} role="tree" aria-label="Folders" className={styles.tree} onKeyDown={onKeyDown}>
      {lines.map((line) => (
        <Line
          key={line.node.path}
          line={line}
          chosen={line.node.path === path}
          stop={line.node.path === stop}
          onChoose={() => onChoose(line.node.path)}
          onToggle={() => toggle(line.node.path, !line.open)}
        />
      ))}
    </div>
  );
}

interface LineProps {
  readonly line: TreeLine;
  readonly chosen: boolean;
  readonly stop: boolean;
  readonly onChoose: () => void;
  readonly onToggle: () => void;
}

function Line({ line, chosen, stop, onChoose, onToggle }: LineProps) {
  const { node, level, open, position, siblings } = line;
  const inner = node.children.length > 0;
  return (
    // The keys are the tree's: one handler for all lines.
    <div
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={inner ? open : undefined}
      aria-selected={chosen}
      aria-label={`${node.path === '/' ? 'All parameters' : node.label}, ${node.count.toLocaleString('en')}`}
      tabIndex={stop ? 0 : -1}
      className={chosen ? `${styles.line} ${styles.chosen}` : styles.line}
      style={{ paddingLeft: 4 + (level - 1) * 14 }}
      onClick={onChoose}
      onKeyDown={() => undefined}
    >
      <span
        aria-hidden="true"
        className={inner ? styles.twist : styles.leaf}
        data-open={open || undefined}
        onClick={(event) => {
          event.stopPropagation();
          if (inner) onToggle();
        }}
      >
        {inner && <Icon name="down" size={12} />}
      </span>
      <span className={styles.label} title={node.path}>
        {node.path === '/' ? 'All parameters' : node.label}
      </span>
      <span className={styles.count}>{node.count.toLocaleString('en')}</span>
    </div>
  );
}
