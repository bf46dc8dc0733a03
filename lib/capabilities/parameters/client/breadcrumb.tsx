'use client';
import Link from 'next/link';
import { routes } from '@/lib/kernel/routes';
import { breadcrumbs } from '../model';
import styles from './parameters.module.css';

interface BreadcrumbProps {
  readonly path: string;
  /** Where the trail ends, after the folders: a parameter's own name. */
  readonly end?: string;
  /** Within the list page a step is taken in place. */
  readonly onOpen?: (path: string) => void;
}

/** The way down to a folder or a parameter; every step leads back. */
export function Breadcrumb({ path, end, onOpen }: BreadcrumbProps) {
  const steps = breadcrumbs(path);
  const last = end === undefined ? steps.length - 1 : steps.length;
  return (
    <nav aria-label="Path" className={styles.trail}>
      <ol>
        {steps.map((step, index) => (
          <li key={step.path}>
            {index === last ? (
              <span aria-current="page">{step.label}</span>
            ) : (
              <Link
                href={routes.parameters(step.path === '/' ? undefined : step.path)}
                prefetch={false}
                onClick={(event) => {
                  if (!onOpen || event.ctrlKey || event.metaKey || event.shiftKey) return;
                  event.preventDefault();
                  onOpen(step.path);
                }}
              >
                {step.label}
              </Link>
            )}
          </li>
        ))}
        {end !== undefined && (
          <li>
            <span aria-current="page">{end}</span>
          </li>
        )}
      </ol>
    </nav>
  );
}
