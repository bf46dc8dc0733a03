import { Icon, type IconName } from '@/components/icon';
import { phaseWords, type ShellPhase } from '../shell-state';
import styles from './phase-mark.module.css';

const marks: Record<ShellPhase['is'], { icon: IconName; tone: string | undefined }> = {
  connecting: { icon: 'pending', tone: styles.blue },
  connected: { icon: 'check', tone: styles.green },
  reconnecting: { icon: 'progress', tone: styles.amber },
  'not-answering': { icon: 'warning', tone: styles.red },
  ended: { icon: 'dash', tone: styles.grey },
};

/** The state as an icon of its own shape and colour; its words stand beside it or are there for screen readers. */
export function PhaseMark({ phase, words = 'read' }: { phase: ShellPhase; words?: 'shown' | 'read' }) {
  const { icon, tone } = marks[phase.is];
  return (
    <span className={`${styles.mark} ${tone}`}>
      <Icon name={icon} size={14} />
      <span className={words === 'read' ? 'qd-hidden' : styles.stateWords}>{phaseWords(phase)}</span>
    </span>
  );
}
