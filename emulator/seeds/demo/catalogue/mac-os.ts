import type { ProductCatalogue } from './release';

export const macOs14: ProductCatalogue = {
  product: 'macOS14',
  bugfix: 'None',
  image: { macOS: '14.2', Safari: '17.2', XProtectPlistConfigData: '2180', curl: '8.4.0', git: '2.39.3' },
  releases: [
    ['macOS', '14.3', 'Important', 290, 'CVE-2024-23222'],
    ['macOS', '14.4', 'Important', 230, 'CVE-2024-23225 CVE-2024-23296'],
    ['macOS', '14.6', 'Important', 110, 'CVE-2024-40783'],
    ['Safari', '17.6', 'Important', 108, 'CVE-2024-40776'],
    ['macOS', '14.7.1', 'Important', 20, 'CVE-2024-44308 CVE-2024-44309'],
  ],
};
