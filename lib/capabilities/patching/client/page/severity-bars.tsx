'use client';
import { useState } from 'react';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { type Grouping, severityWords } from '../../model';
import type { PatchFilter, SeverityBar } from '../patch-filter';
import { groupColour } from './chart-colours';
import styles from './patching.module.css';

interface SeverityBarsProps {
  readonly bars: readonly SeverityBar[];
  readonly groups: readonly string[];
  readonly by: Grouping;
  readonly onChoose: (filter: PatchFilter) => void;
}

/** From here on the words under the bars would run into each other. */
const levelWidthPx = 480;

/** One bar a severity, parted by group; loaded when it is needed, since recharts is heavy. */
export default function SeverityBars({ bars, groups, by, onChoose }: SeverityBarsProps) {
  const data = bars.map(({ severity, parts }) => ({ name: severityWords[severity], parts }));
  const [widthPx, setWidthPx] = useState(levelWidthPx);
  const slant = widthPx < levelWidthPx ? { angle: -40, textAnchor: 'end' as const, height: 64 } : {};
  const tick = { fill: 'var(--qd-muted)', fontSize: 12 };
  const choose = (group: string, index: number) => {
    const severity = bars[index]?.severity;
    if (severity) onChoose({ severity, group: { by, is: group } });
  };
  return (
    <div className={styles.chart}>
      <ResponsiveContainer onResize={setWidthPx}>
        <BarChart data={data} accessibilityLayer={false} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
          <CartesianGrid vertical={false} stroke="var(--qd-border-soft)" />
          <XAxis
            dataKey="name"
            tick={tick}
            tickLine={false}
            axisLine={{ stroke: 'var(--qd-border)' }}
            interval={0}
            {...slant}
          />
          <YAxis allowDecimals={false} tick={tick} tickLine={false} axisLine={false} width={32} />
          {groups.map((group, position) => (
            <Bar
              key={group}
              stackId="all"
              dataKey={({ parts }: (typeof data)[number]) => parts[position]?.count ?? 0}
              name={group}
              fill={groupColour(position)}
              maxBarSize={56}
              isAnimationActive={false}
              cursor="pointer"
              onClick={(_bar, index) => choose(group, index)}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
