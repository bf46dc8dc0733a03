'use client';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';
import { PageHead } from '../../page-head';
import { RelativeTime } from '../../relative-time';
import { type Cast, CastError, castCharsMax, readCast } from './cast-file';
import { CastPlayer } from './cast-player';
import styles from './player.module.css';

interface Opened {
  readonly name: string;
  readonly cast: Cast;
}

const darkNow = (): boolean => document.body.classList.contains('awsui-dark-mode');
const watchDark = (changed: () => void): (() => void) => {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  return () => observer.disconnect();
};

/** Opens a recording from this computer and plays it. The file stays in the page. */
export default function PlayerPage() {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const dark = useSyncExternalStore(watchDark, darkNow, () => false);
  const open = async (file: File | undefined) => {
    if (!file) return;
    try {
      setOpened({ name: file.name, cast: await castOf(file) });
      setWrong(null);
    } catch (error) {
      setWrong(
        `${file.name} cannot be played. ${error instanceof CastError ? error.message : String(error)}`,
      );
    }
  };
  return (
    <div className={styles.page}>
      <PageHead title={opened ? opened.cast.title || opened.name : 'Play a recording'}>
        {opened && <Button onClick={() => chooser.current?.click()}>Open another file</Button>}
      </PageHead>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".cast,.json,application/x-asciicast"
        aria-label="Recording to play"
        onChange={({ target }) => {
          void open(target.files?.[0]);
          target.value = '';
        }}
      />
      {wrong !== null && (
        <Alert type="error" header="Not a recording" dismissible onDismiss={() => setWrong(null)}>
          {wrong}
        </Alert>
      )}
      <DropZone empty={opened === null} onFile={open}>
        {opened ? (
          <>
            <Facts {...opened} />
            <CastPlayer key={opened.name + opened.cast.seconds} cast={opened.cast} dark={dark} />
          </>
        ) : (
          <>
            <strong>Drop an asciicast file here</strong>
            <span>Version 2 or 3, as “Record” in a terminal’s menu and asciinema write them.</span>
            <Button variant="primary" onClick={() => chooser.current?.click()}>
              Choose file
            </Button>
            <span>The file stays in this page. Nothing is uploaded.</span>
          </>
        )}
      </DropZone>
    </div>
  );
}

async function castOf(file: File): Promise<Cast> {
  // In UTF-8 no character is less than a byte: a larger file is not even read.
  if (file.size > castCharsMax * 3) throw new CastError(1, 'The file is too large.');
  return readCast(await file.text());
}

function Facts({ name, cast }: Opened) {
  return (
    <p className={styles.facts}>
      {name} · {cast.cols} × {cast.rows}
      {cast.recordedAtMs !== null && (
        <>
          {' · recorded '}
          <RelativeTime atMs={cast.recordedAtMs} />
        </>
      )}
    </p>
  );
}

interface DropZoneProps {
  readonly empty: boolean;
  readonly onFile: (file: File | undefined) => void;
  readonly children: ReactNode;
}
/** Takes a dropped file anywhere on it. The way by keyboard is the button. */
function DropZone({ empty, onFile, children }: DropZoneProps) {
  const [over, setOver] = useState(false);
  const zone = useRef<HTMLDivElement>(null);
  const take = useEffectEvent(onFile);
  useEffect(() => {
    const element = zone.current;
    if (!element) return;
    const dragged = (event: DragEvent) => {
      event.preventDefault();
      setOver(event.type === 'dragover');
      if (event.type === 'drop') take(event.dataTransfer?.files[0]);
    };
    const kinds = ['dragover', 'dragleave', 'drop'] as const;
    for (const kind of kinds) element.addEventListener(kind, dragged);
    return () => {
      for (const kind of kinds) element.removeEventListener(kind, dragged);
    };
  }, []);
  return (
    <div ref={zone} className={`${empty ? styles.drop : ''} ${over ? styles.over : ''}`}>
      {children}
    </div>
  );
}
