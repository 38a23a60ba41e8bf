/** How large everything in the window can be, in percent. In a file without schemas, for the window reads it: a library of schemas takes its start long to read. */
export const zooms = [80, 90, 100, 110, 125, 150, 175, 200] as const;
