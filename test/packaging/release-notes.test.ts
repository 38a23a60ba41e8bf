import { describe, expect, it } from 'vitest';
import { releaseNotes } from '../../build/release-notes.ts';

const changelog = `# Changelog

## [Unreleased]

### Added

- Something that is not there yet.

## [1.3.0] - 2027-01-31

### Added

- **Sums** are faster, also those of
  \`a million\` rows. See [the bench](test/bench/README.md).

### Fixed

- Nothing.

## [1.2.0] - 2026-12-24

- The first.

[Unreleased]: docs/releasing.md
[1.3.0]: docs/releasing.md
`;

describe('what an update brings', () => {
  it('is what the changelog says of its version, as plain text', () => {
    expect(releaseNotes(changelog, '1.3.0')).toBe(
      [
        ...['Added', '', '• Sums are faster, also those of a million rows. See the bench.'],
        ...['', 'Fixed', '', '• Nothing.'],
      ].join('\n'),
    );
    expect(releaseNotes(changelog, '1.2.0')).toBe('• The first.');
  });

  it.each(['1.4.0', '1.3', 'Unreleased]'])('is nothing where there is no version %s', (version) => {
    expect(releaseNotes(changelog, version)).toBe('');
  });
});
