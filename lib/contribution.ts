import type { ComponentType, ReactNode } from 'react';
import type { Scope } from './kernel/scope';

/**
 * What a room (one SSM capability) adds to pages that are not its own. Each room's `contributes.ts` exports one;
 * lib/registry.ts lists them, and the frame and the node pages draw them without knowing which rooms exist.
 * Heavy views are given through `React.lazy`, so that a contribution costs a page a few hundred bytes.
 */
export interface Contribution {
  /** The room's folder name under lib/capabilities. */
  readonly id: string;
  readonly title: string;
  /** Its place in the side navigation; a room without pages has none. */
  readonly nav?: NavEntry;
  readonly nodeTabs?: readonly NodeTab[];
  /** Sections of the side panel that opens for a selected node. */
  readonly nodePanels?: readonly NodePanel[];
  readonly nodeColumns?: readonly NodeColumn[];
  readonly nodeTiles?: readonly NodeTile[];
  readonly nodeActions?: readonly NodeAction[];
  readonly palette?: readonly PaletteSource[];
  /** Mounted once, under the content, for as long as the person is signed in: it survives navigation. */
  readonly dock?: ComponentType;
  /**
   * Its views in each of their states (loading, empty, partial, refused, …), for people's eyes and for tests: the
   * page at routes.states shows them one by one. Loaded only there.
   */
  readonly states?: () => Promise<ViewStates>;
}

/** State name → a component that shows the room's view in it, with data of its own and no call to AWS. */
export type ViewStates = Readonly<Record<string, ComponentType>>;

export const navSections = ['Fleet', 'Patching', 'Configuration'] as const;
export type NavSection = (typeof navSections)[number];

export interface NavEntry {
  readonly section: NavSection;
  readonly label: string;
  /** From lib/kernel/routes. */
  readonly href: string;
  /** Entries of one section are sorted by it. */
  readonly order: number;
}

export type PlatformType = 'Linux' | 'Windows' | 'MacOS';
export type PingStatus = 'Online' | 'ConnectionLost' | 'Inactive';

/** A managed node as other rooms may know it: who it is, where, and whether it can be reached. */
export interface NodeRef {
  readonly scope: Scope;
  /** `i-…` or `mi-…`. */
  readonly id: string;
  /** Its Name tag, else its name in SSM, else its computer name, else its id. Never empty. */
  readonly name: string;
  /** null where the agent never said. */
  readonly platformType: PlatformType | null;
  readonly pingStatus: PingStatus;
  /** Epoch milliseconds; null where it never pinged. */
  readonly lastPingAt: number | null;
  readonly agentVersion: string | null;
  /** null while tags are not read yet, or may not be read. */
  readonly tags: Readonly<Record<string, string>> | null;
}

export interface NodeTab {
  readonly id: string;
  readonly label: string;
  readonly Component: ComponentType<{ node: NodeRef }>;
}

export interface NodePanel {
  readonly id: string;
  readonly title: string;
  readonly Component: ComponentType<{ node: NodeRef }>;
}

/** What a contributed column knows of one node. */
export interface NodeColumnValue {
  /** For filters and CSV, and drawn where the column has no `Cell`. */
  readonly text: string;
  /** For sorting, where the text's own order means nothing. */
  readonly rank?: number;
}

export interface NodeColumn {
  readonly id: string;
  readonly header: string;
  /** Width in pixels to begin with. */
  readonly width: number;
  /** Whether it is shown before the person chose columns. A column that costs calls per node says false. */
  readonly shownAtFirst: boolean;
  /**
   * Called on every render of a node list, whether the column is shown or not, in the registry's order: so it may
   * use hooks. While `wanted` is false it must fetch nothing. The function that it returns answers undefined for a
   * node not read yet; keep its identity stable until a value changes, since 10,000 rows hang on it.
   */
  readonly useValues: (
    nodes: readonly NodeRef[],
    wanted: boolean,
  ) => (node: NodeRef) => NodeColumnValue | undefined;
  readonly Cell?: ComponentType<{ node: NodeRef; value: NodeColumnValue }>;
}

/** A number in the summary strip: nodes whose contributed column has this text. Pressed, it becomes that filter. */
export interface NodeTile {
  readonly id: string;
  readonly label: string;
  readonly columnId: string;
  readonly equals: string;
  readonly tone?: 'green' | 'red' | 'amber';
}

/** What an action may do to the frame around it. */
export interface ActionContext {
  readonly notify: (notice: Notice) => void;
  readonly go: (href: string) => void;
}

export interface Notice {
  readonly kind: 'success' | 'info' | 'warning' | 'error';
  readonly header?: string;
  readonly text: string;
  /** A link to the thing it is about. */
  readonly link?: { readonly label: string; readonly href: string };
}

/** Something to do with the selected nodes: either at once (`run`) or after a dialog of its own (`Dialog`). */
export interface NodeAction {
  readonly id: string;
  /** As a person would say it: "Start session". */
  readonly label: string;
  /** One key, pressed while the list or node page has the focus and no field does: `s`. */
  readonly shortcut?: string;
  /** Drawn as the page's primary button. At most one action over all rooms is. */
  readonly primary?: boolean;
  /** true, or the reason why not in a sentence that says what to do. An action is shown either way. */
  readonly appliesTo: (nodes: readonly NodeRef[]) => true | string;
  /** Called in the person's click, never in an effect. */
  readonly run?: (nodes: readonly NodeRef[], context: ActionContext) => void | Promise<void>;
  readonly Dialog?: ComponentType<{
    nodes: readonly NodeRef[];
    context: ActionContext;
    onClose: () => void;
  }>;
}

export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  /** Grey words beside the label: an id, a place. */
  readonly hint?: string;
  readonly icon?: ReactNode;
  readonly href?: string;
  readonly run?: (context: ActionContext) => void;
}

export interface PaletteSource {
  readonly id: string;
  /** Heading over its entries. */
  readonly group: string;
  /**
   * A hook, called while the palette is open. Answers at once from what is already loaded, at most `limit`
   * entries; may bring more from the network on a later render.
   */
  readonly useEntries: (query: string, limit: number) => readonly PaletteEntry[];
}
