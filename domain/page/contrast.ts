/** The grounds on which the page's accent stands, by colour scheme; components/theme.css paints them. */
export const grounds = {
  light: { page: '#f7f7f5', panel: '#ffffff' },
  dark: { page: '#0e1117', panel: '#161a22' },
} as const

export type Scheme = keyof typeof grounds

/** The least contrast of text with its ground (WCAG 2.2, success criterion 1.4.3). */
export const leastTextContrast = 4.5

/** A colour as `#rrggbb` in lower case; null where it is none. Three digits and a missing `#` are understood. */
export function parseColor(text: string): string | null {
  const digits = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(text.trim())?.[1]?.toLowerCase()
  if (digits === undefined) return null
  return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits}`
}

/** The contrast ratio of two colours, 1 to 21 (WCAG 2.2, “contrast ratio”). */
export function contrastOf(one: string, other: string): number {
  const [lighter, darker] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

/** The lower of the contrasts that a colour has with page and panel of a scheme. */
export function leastContrast(color: string, scheme: Scheme): number {
  return Math.min(...Object.values(grounds[scheme]).map((ground) => contrastOf(color, ground)))
}

/** Whether text of this colour can be read on every ground of a scheme. */
export function isReadable(color: string, scheme: Scheme): boolean {
  return leastContrast(color, scheme) >= leastTextContrast
}

/** The colour itself where it can be read; else the nearest one that can, on its way to black in light and to white in dark. */
export function nearestReadable(color: string, scheme: Scheme): string {
  const end = scheme === 'light' ? 0 : 255
  const channels = channelsOf(color)
  for (let step = 0; step <= 255; step++) {
    const mixed = channels.map((channel) => Math.round(channel + ((end - channel) * step) / 255))
    const candidate = `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
    if (isReadable(candidate, scheme)) return candidate
  }
  throw new Error('black on light and white on dark can always be read')
}

/** A ratio as it is told: one digit, floored, so that 4.5 is never said of what falls short. */
export function ratioWords(ratio: number): string {
  return `${(Math.floor(ratio * 10) / 10).toFixed(1)}:1`
}

/** Relative luminance, 0 to 1 (WCAG 2.2). */
function luminanceOf(color: string): number {
  const [red, green, blue] = channelsOf(color).map((channel) => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channelsOf(color: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16))
}
