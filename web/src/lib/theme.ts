/** How a person wants the pages: like the device, or always one of two. */
export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Reads the choice from a cookie; anything else is the device's. */
export function themeOf(cookie: string | undefined): Theme {
  return themes.find((theme) => theme === cookie) ?? 'auto';
}
