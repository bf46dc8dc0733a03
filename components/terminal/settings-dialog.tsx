'use client';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSyncExternalStore } from 'react';
import { type Drawing, fontSizePx, terminalSettings } from './terminal-settings';
import { type PaletteName, paletteNames } from './terminal-theme';

const paletteWords: Record<PaletteName, string> = {
  page: 'Same as the page',
  dark: 'Dark',
  light: 'Light',
  'high-contrast': 'High contrast',
  'solarized-dark': 'Solarized dark',
  'solarized-light': 'Solarized light',
};
const drawingWords: Record<Drawing, string> = {
  auto: 'Automatic: graphics processor where there is one',
  dom: 'Without the graphics processor',
  webgl: 'With WebGL, even in software',
};
const drawings: readonly Drawing[] = ['auto', 'dom', 'webgl'];

/** How this person likes terminals: takes effect at once in all of them, kept in this browser. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const settings = useSyncExternalStore(terminalSettings.subscribe, terminalSettings.get);
  const { change } = terminalSettings;
  return (
    <Modal
      visible
      header="Terminal settings"
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Choice
          label="Colours"
          values={paletteNames}
          words={paletteWords}
          value={settings.palette}
          onChange={(palette) => change({ palette })}
        />
        <FontSize value={settings.fontSizePx} onChange={(size) => change({ fontSizePx: size })} />
        <Choice
          label="Drawing"
          values={drawings}
          words={drawingWords}
          value={settings.drawing}
          onChange={(drawing) => change({ drawing })}
        />
        <div>
          <Tick
            label="Copy text as soon as it is selected"
            checked={settings.copyOnSelect}
            onChange={(copyOnSelect) => change({ copyOnSelect })}
          />
          <Tick
            label="Ask before pasting more than one line"
            checked={settings.askBeforePaste}
            onChange={(askBeforePaste) => change({ askBeforePaste })}
          />
          <Tick
            label="Show the bell at the terminal’s edge"
            checked={settings.visibleBell}
            onChange={(visibleBell) => change({ visibleBell })}
          />
        </div>
      </SpaceBetween>
    </Modal>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly values: readonly T[];
  readonly words: Record<T, string>;
  readonly value: T;
  readonly onChange: (value: T) => void;
}
function Choice<T extends string>({ label, values, words, value, onChange }: ChoiceProps<T>) {
  return (
    <FormField label={label}>
      <Select
        selectedOption={{ value, label: words[value] }}
        options={values.map((each) => ({ value: each, label: words[each] }))}
        onChange={({ detail }) => {
          const chosen = values.find((each) => each === detail.selectedOption.value);
          if (chosen) onChange(chosen);
        }}
      />
    </FormField>
  );
}

function FontSize({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const { min, max, atFirst } = fontSizePx;
  return (
    <FormField label="Font size" description={`${value} px`}>
      <SpaceBetween direction="horizontal" size="xs">
        <Button
          iconName="zoom-out"
          ariaLabel="Smaller text"
          disabled={value <= min}
          onClick={() => onChange(value - 1)}
        />
        <Button
          iconName="zoom-in"
          ariaLabel="Larger text"
          disabled={value >= max}
          onClick={() => onChange(value + 1)}
        />
        <Button disabled={value === atFirst} onClick={() => onChange(atFirst)}>
          {`Back to ${atFirst} px`}
        </Button>
      </SpaceBetween>
    </FormField>
  );
}

interface TickProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}
const Tick = ({ label, checked, onChange }: TickProps) => (
  <Checkbox checked={checked} onChange={({ detail }) => onChange(detail.checked)}>
    {label}
  </Checkbox>
);
