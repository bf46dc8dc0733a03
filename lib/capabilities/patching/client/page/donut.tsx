'use client';
import { Cell, Label, Pie, PieChart, ResponsiveContainer } from 'recharts';
import styles from './patching.module.css';

interface DonutProps {
  readonly slices: readonly { readonly name: string; readonly count: number; readonly colour: string }[];
  readonly total: number;
  readonly onChoose: (index: number) => void;
}

/** The picture of the legend beside it; loaded when it is needed, since recharts is heavy. */
export default function Donut({ slices, total, onChoose }: DonutProps) {
  return (
    <div className={styles.chart}>
      <ResponsiveContainer>
        <PieChart accessibilityLayer={false}>
          <Pie
            data={[...slices]}
            dataKey="count"
            nameKey="name"
            innerRadius="68%"
            outerRadius="96%"
            startAngle={90}
            endAngle={-270}
            stroke="var(--qd-panel)"
            strokeWidth={2}
            isAnimationActive={false}
            rootTabIndex={-1}
            onClick={(_slice, index) => onChoose(index)}
          >
            {slices.map(({ name, colour }) => (
              <Cell key={name} fill={colour} cursor="pointer" />
            ))}
            <Label
              position="center"
              fill="var(--qd-text)"
              fontSize={22}
              fontWeight={700}
              value={total.toLocaleString('en')}
            />
          </Pie>
        </PieChart>
      </ResponsiveContainer>
    </div>
  );
}
