import { Icon, type IconName } from './icon';
import styles from './status-badge.module.css';

export const tones = ['green', 'red', 'orange', 'amber', 'blue', 'grey'] as const;
export type Tone = (typeof tones)[number];

/** An icon per colour, so that nothing is told by colour alone. */
const iconOf: Record<Tone, IconName> = {
  green: 'check',
  red: 'cross',
  orange: 'warning',
  amber: 'warning',
  blue: 'info',
  grey: 'dash',
};

/** A state in words, with its colour and icon. */
export function StatusBadge(props: { tone: Tone; icon?: IconName; title?: string; children: string }) {
  return (
    <span className={`${styles.badge} ${styles[props.tone]}`} title={props.title}>
      <Icon name={props.icon ?? iconOf[props.tone]} />
      <span>{props.children}</span>
    </span>
  );
}
