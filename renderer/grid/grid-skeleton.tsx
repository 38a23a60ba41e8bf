const rows = Array.from({ length: 14 }, (_, index) => index);
const cells = [38, 64, 52, 30, 46];

/** Grey rows in place of those that are coming; they show after 150 ms, so that quick answers don't flicker. */
export function GridSkeleton({ label }: { readonly label: string }) {
  return (
    <output className="skeleton" aria-label={label}>
      {rows.map((row) => (
        <span key={row} className="skeleton-row">
          {cells.map((width, place) => (
            <span
              key={width}
              className="skeleton-cell"
              style={{ width: `${width + ((row * 7 + place * 11) % 5) * 6}%` }}
            />
          ))}
        </span>
      ))}
    </output>
  );
}
