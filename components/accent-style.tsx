interface Accents {
  accentLight: string | null
  accentDark: string | null
}

/** The rules that paint a page in its own accents; empty where it has none. On paper the light one holds. */
export function accentStyle({ accentLight, accentDark }: Accents): string {
  const dark = accentDark && `@media screen and (prefers-color-scheme:dark){${rule(accentDark)}}`
  return [accentLight && ruleOfLight(accentLight), dark].filter(Boolean).join('')
}

/** Without a dark accent the dark page keeps Candor's own colours. */
function ruleOfLight(color: string): string {
  return `@media print,(prefers-color-scheme:light){${rule(color)}}`
}

function rule(color: string): string {
  if (!/^#[0-9a-f]{6}$/.test(color)) throw new Error('an accent is no colour')
  return `:root{--color-accent:${color};--color-brand:${color}}`
}
