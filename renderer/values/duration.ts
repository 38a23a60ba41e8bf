/**
 * A duration as people read a countdown: `0:48`, `4:59`, `1:02:03`. Begun seconds count, so a countdown ends at `0:00`
 * and not a second before.
 *
 * @param milliseconds - below zero counts as zero
 */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const tail = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}
