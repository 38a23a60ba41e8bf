/**
 * What the changelog says of a version, as the plain text in which the app shows it before the update is installed. Updates carry
 * it in the description that is signed.
 * @param changelog in the format of Keep a Changelog
 * @returns nothing where there is no such version
 */
export function releaseNotes(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1);
  const own = sections.find((section) => section.startsWith(`[${version}]`)) ?? '';
  return (
    own
      .split('\n')
      .slice(1)
      .filter((line) => !/^\[[^\]]+\]:/.test(line))
      .join('\n')
      // Lines that go on with a sentence are broken by the window instead.
      .replaceAll(/(?<=\S)\n {2,}(?=\S)/g, ' ')
      .replaceAll(/^### /gm, '')
      .replaceAll(/^- /gm, '• ')
      .replaceAll(/\*\*|`/g, '')
      .replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1')
      .trim()
  );
}
