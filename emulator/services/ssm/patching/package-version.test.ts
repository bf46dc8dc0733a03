import { describe, expect, test } from 'vitest';
import { comparePackageVersions } from './package-version';

describe('versions of packages are ordered as rpm and dpkg order them', () => {
  test.each([
    ['1.9', '1.10'],
    ['2.34-52.amzn2023.0.9', '2.34-52.amzn2023.0.10'],
    ['9.9', '1:1.0'],
    ['3.10.12-1~22.04.2', '3.10.12-1~22.04.7'],
    ['1.0~rc1', '1.0'],
    ['1.0', '1.0.1'],
    ['8.9p1-3ubuntu0.3', '8.9p1-3ubuntu0.10'],
    ['1.0a', '1.0.1'],
  ])('%s comes before %s', (older, newer) => {
    expect(comparePackageVersions(older, newer)).toBeLessThan(0);
    expect(comparePackageVersions(newer, older)).toBeGreaterThan(0);
  });

  test('a version is itself', () => {
    expect(comparePackageVersions('1:2.0-1', '1:2.0-1')).toBe(0);
  });
});
