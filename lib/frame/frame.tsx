'use client';
import I18nProvider from '@cloudscape-design/components/i18n';
import english from '@cloudscape-design/components/i18n/messages/all.en';
import { type ReactNode, useState } from 'react';
import { PageSkeleton } from '@/components/states/page-skeleton';
import { BffProvider } from '../bff/client';
import type { Contribution } from '../contribution';
import { AccountStripe } from './account-dots';
import styles from './frame.module.css';
import { FrameBars } from './frame-bars';
import { LeaveQuestion } from './leave-question';
import { MeGate } from './me-gate';
import { NoRole } from './no-role';
import { NoticeStack } from './notice-stack';
import { Palette } from './palette';
import { PersonMenu } from './person-menu';
import { ScopePicker } from './scope-picker';
import { SideNav } from './side-nav';
import { useMe, useScopes } from './signed-in';
import { TopBar } from './top-bar';
import { useLeaveGuard } from './use-live-work';
import { useWatchSignIn } from './use-pulse';

interface FrameProps {
  readonly capabilities: readonly Contribution[];
  readonly children: ReactNode;
}

/**
 * The boxes that never move: bar, navigation, content, dock. Docks sit outside the content, in the layout, so
 * that what they hold (open shells) survives every navigation; a dock sets its own height and the content yields.
 */
export function Frame(props: FrameProps) {
  return (
    <BffProvider>
      <I18nProvider locale="en" messages={[english]}>
        <MeGate fallback={(instead) => <Boxes {...props} instead={instead ?? <PageSkeleton />} />}>
          <SignedInBoxes {...props} />
        </MeGate>
      </I18nProvider>
    </BffProvider>
  );
}

/** The same boxes, with everything that belongs to a person. */
function SignedInBoxes(props: FrameProps) {
  const me = useMe();
  const scopes = useScopes();
  useWatchSignIn();
  useLeaveGuard();
  const any = me.scopes.length > 0;
  return (
    <Boxes
      {...props}
      bars={
        <>
          <FrameBars />
          <LeaveQuestion />
        </>
      }
      start={
        any && (
          <>
            <ScopePicker />
            <Palette capabilities={props.capabilities} />
          </>
        )
      }
      end={<PersonMenu />}
      stripe={<AccountStripe scopes={scopes} />}
      docks={any && props.capabilities.map(({ id, dock: Dock }) => (Dock ? <Dock key={id} /> : null))}
      instead={any ? undefined : <NoRole me={me} />}
    />
  );
}

interface BoxesProps extends FrameProps {
  readonly bars?: ReactNode;
  readonly start?: ReactNode;
  readonly end?: ReactNode;
  readonly stripe?: ReactNode;
  readonly docks?: ReactNode;
  /** Shown in place of the page. */
  readonly instead?: ReactNode;
}

function Boxes(props: BoxesProps) {
  const [navOpen, setNavOpen] = useState(false);
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        Skip to content
      </a>
      <TopBar
        navOpen={navOpen}
        onNavToggle={() => setNavOpen((open) => !open)}
        start={props.start}
        end={props.end}
        stripe={props.stripe}
      />
      <div className={styles.bars}>{props.bars}</div>
      <SideNav capabilities={props.capabilities} open={navOpen} onLeave={() => setNavOpen(false)} />
      <div className={styles.column}>
        <NoticeStack />
        <main id="content" className={styles.content} tabIndex={-1}>
          {props.instead ?? props.children}
        </main>
        {props.docks}
      </div>
    </div>
  );
}
