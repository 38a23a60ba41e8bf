/** How large everything in the window can be, in percent. On its own, so that the window needs no schemas for it. */
export const zooms = [80, 90, 100, 110, 125, 150, 175, 200] as const;
