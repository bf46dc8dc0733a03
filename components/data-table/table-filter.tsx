'use client';
import PropertyFilter, { type PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import { useMemo } from 'react';
import { type FilterProperty, type FilterToken, filterOperators, type RowFilter } from './filter-rows';

interface TableFilterProps<Row> {
  readonly properties: readonly FilterProperty<Row>[];
  readonly filter: RowFilter;
  readonly onFilter: (filter: RowFilter) => void;
  /** "Find nodes": the field's accessible name and placeholder. */
  readonly label: string;
  /** "12 matches". */
  readonly countText: string;
}

const toQuery = ({ tokens, operation }: RowFilter): PropertyFilterProps.Query => ({
  operation,
  tokens: tokens.map(({ property, operator, value }) =>
    property === null ? { operator, value } : { propertyKey: property, operator, value },
  ),
});

function toToken({ propertyKey, operator, value }: PropertyFilterProps.Token): FilterToken | [] {
  const known = filterOperators.find((candidate) => candidate === operator);
  return known && typeof value === 'string' ? { property: propertyKey ?? null, operator: known, value } : [];
}

/** Cloudscape's property filter over our filter: `virtualScroll`, and no options for what has thousands of values. */
export function TableFilter<Row>({ properties, filter, onFilter, label, countText }: TableFilterProps<Row>) {
  const offered = useMemo(
    () =>
      properties.map(({ key, label: propertyLabel, group }) => ({
        key,
        propertyLabel,
        groupValuesLabel: `${propertyLabel} values`,
        operators: filterOperators,
        ...(group ? { group } : {}),
      })),
    [properties],
  );
  const options = useMemo(
    () =>
      properties.flatMap(({ key, options: values }) =>
        (values ?? []).map((value) => ({ propertyKey: key, value })),
      ),
    [properties],
  );
  const groups = useMemo(
    () =>
      [...new Set(properties.flatMap(({ group }) => group ?? []))].map((group) => ({
        group,
        properties: group,
        values: `${group} values`,
      })),
    [properties],
  );
  return (
    <PropertyFilter
      query={toQuery(filter)}
      onChange={({ detail }) =>
        onFilter({ operation: detail.operation, tokens: detail.tokens.flatMap(toToken) })
      }
      filteringProperties={offered}
      filteringOptions={options}
      customGroupsText={groups}
      freeTextFiltering={{ operators: [':', '!:'], defaultOperator: ':' }}
      filteringAriaLabel={label}
      filteringPlaceholder={label}
      countText={countText}
      virtualScroll
      expandToViewport
      hideOperations={filter.tokens.length < 2}
      tokenLimit={6}
    />
  );
}
