'use client';
import { ProblemAlert } from '@/components/states/problem-alert';
import type { Shell } from '../shell';
import type { ShellEnd } from '../shell-state';
import { EndLeft } from './end-left';
import styles from './ended.module.css';
import { EndedByWhom } from './ended-by-whom';

/** Why a shell is over, and by whom where somebody ended it. */
export function Ended({
  shell,
  end: { sentence, detail, problem, leftSession, byOthers },
}: {
  shell: Shell;
  end: ShellEnd;
}) {
  if (problem) {
    return (
      <div className={styles.ended} role="status">
        <ProblemAlert problem={problem} />
      </div>
    );
  }
  return (
    <div className={styles.endedLine}>
      <p role="status">
        <strong>Ended:</strong> {sentence} {detail}
      </p>
      {leftSession && <EndLeft shell={shell} />}
      {byOthers && <EndedByWhom shell={shell} />}
    </div>
  );
}
