'use client';
import { useEffect, useRef } from 'react';
import type { OfferedPlace } from '../bff/me/contract';
import { placeKey } from '../kernel/scope';
import { accountColour } from './account-colour';
import { roleInForce, type ScopeChoice, setPlaces, takeRole } from './scope-choice';
import styles from './scope-picker.module.css';

interface ScopeTreeProps {
  readonly choice: ScopeChoice;
  readonly offered: readonly OfferedPlace[];
  readonly onChoice: (choice: ScopeChoice) => void;
}

/** Accounts, under each its Regions, beside each the roles offered. A press on a role takes it, there and now. */
export function ScopeTree(props: ScopeTreeProps) {
  const accounts = [...new Set(props.offered.map(({ account }) => account))];
  return (
    <div>
      {accounts.map((account) => (
        <AccountBranch
          key={account}
          {...props}
          places={props.offered.filter((place) => place.account === account)}
        />
      ))}
    </div>
  );
}

function AccountBranch({ choice, onChoice, places }: ScopeTreeProps & { places: readonly OfferedPlace[] }) {
  const chosen = places.filter((place) => choice.places.includes(placeKey(place))).length;
  const check = useCheck(chosen, places.length);
  const [first] = places;
  if (!first) return null;
  const undecided = places.every((place) => roleInForce(choice, place) === null);
  return (
    <fieldset className={styles.account} style={{ borderLeftColor: accountColour(first.colour) }}>
      <legend className="qd-hidden">{first.accountName}</legend>
      <label className={styles.accountName}>
        <input
          ref={check}
          type="checkbox"
          checked={chosen === places.length}
          disabled={undecided}
          onChange={() => onChoice(setPlaces(choice, places, chosen < places.length))}
        />
        <strong>{first.accountName}</strong>
        <code className={styles.accountId}>{first.account}</code>
      </label>
      {places.map((place) => (
        <PlaceRow key={placeKey(place)} choice={choice} onChoice={onChoice} place={place} />
      ))}
    </fieldset>
  );
}

function useCheck(chosen: number, all: number) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = chosen > 0 && chosen < all;
  }, [chosen, all]);
  return box;
}

function PlaceRow({ choice, onChoice, place }: Omit<ScopeTreeProps, 'offered'> & { place: OfferedPlace }) {
  const inForce = roleInForce(choice, place);
  const chosen = choice.places.includes(placeKey(place)) && inForce !== null;
  return (
    <div className={styles.place}>
      <label className={styles.region}>
        <input
          type="checkbox"
          checked={chosen}
          disabled={inForce === null}
          onChange={() => onChoice(setPlaces(choice, [place], !chosen))}
        />
        {place.region}
        <span className="qd-hidden"> in {place.accountName}</span>
      </label>
      <fieldset className={styles.roles}>
        <legend className="qd-hidden">
          Role in {place.accountName} {place.region}
        </legend>
        {place.roles.map(({ name, label }) => (
          <button
            key={name}
            type="button"
            className={styles.role}
            aria-pressed={name === inForce}
            title={name}
            onClick={() => onChoice(takeRole(choice, place, name))}
          >
            {label}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
