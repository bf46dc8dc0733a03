import { Trail } from '@/components/trail';
import { routes } from '@/lib/kernel/routes';
import { breadcrumbs } from '../model';

interface BreadcrumbProps {
  readonly path: string;
  /** Where the trail ends, after the folders: a parameter's own name. */
  readonly end?: string;
  /** Within the list page a step is taken in place. */
  readonly onOpen?: (path: string) => void;
}

/** The way down to a folder or a parameter. */
export function Breadcrumb({ path, end, onOpen }: BreadcrumbProps) {
  const folders = breadcrumbs(path).map((step) => ({
    label: step.label,
    href: routes.parameters(step.path === '/' ? undefined : step.path),
    ...(onOpen && { open: () => onOpen(step.path) }),
  }));
  const steps = end === undefined ? folders.slice(0, -1) : folders;
  return <Trail steps={steps} end={end ?? folders.at(-1)?.label ?? ''} />;
}
