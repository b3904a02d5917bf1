import type { State } from '#domain/status'
import { stateShapes } from '../state-icon.tsx'

/** The page's palette, light and dark; a picture can't read the page's own. */
const inks: Record<State, { light: string; dark: string }> = {
  operational: { light: '#0b6e3f', dark: '#4cc38a' },
  under_maintenance: { light: '#1f5fae', dark: '#78b4ff' },
  degraded_performance: { light: '#8f5f00', dark: '#e3b341' },
  partial_outage: { light: '#b1440e', dark: '#f28b45' },
  major_outage: { light: '#b80d18', dark: '#ff7b7b' },
  no_data: { light: '#646b78', dark: '#8b93a1' },
}

const height = 28
const textStart = 31
const padding = 11
const fontSize = 13
/** Longer words are cut: a badge is a line. */
const mostCharacters = 80

export interface Badge {
  svg: string
  /** What stands in its `<style>`, for the policy that names it. */
  style: string
}

/** A state as a small picture: shape, words and colour, for light and for dark ground. */
export function badgeOf(state: State, words: string): Badge {
  const { outline, glyph } = stateShapes[state]
  const { light, dark } = inks[state]
  const shown = words.length > mostCharacters ? `${words.slice(0, mostCharacters - 1).trimEnd()}…` : words
  const textWidth = widthOf(shown)
  const width = textStart + textWidth + padding
  const style = `.g{fill:#fff;stroke:#dfe2e8}.t{fill:#14171f}.s{stroke:${light}}@media(prefers-color-scheme:dark){.g{fill:#161a22;stroke:#2a2f3a}.t{fill:#e9ebf0}.s{stroke:${dark}}}`
  const label = escapeXml(shown)
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">`,
    `<title>${label}</title><style>${style}</style>`,
    `<rect class="g" x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8"/>`,
    `<path class="s" transform="translate(10 6) scale(.8)" d="${outline}${glyph}" fill="none" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`,
    `<text class="t" x="${textStart}" y="18.5" textLength="${textWidth}" lengthAdjust="spacingAndGlyphs" font-family="ui-sans-serif,system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif" font-size="${fontSize}" font-weight="500">${label}</text></svg>`,
  ].join('')
  return { svg, style }
}

/** About as wide as the words are in a usual font; the picture stretches them to exactly that. */
function widthOf(words: string): number {
  const ems = [...words].reduce((sum, character) => sum + emsOf(character), 0)
  return Math.round(ems * fontSize)
}

function emsOf(character: string): number {
  if (/[ijl.,:;'’|!·]/.test(character)) return 0.27
  if (/[ frtI()[\]-]/.test(character)) return 0.34
  if (/[mwMW%@…]/.test(character)) return 0.87
  if (/[A-Z0-9&]/.test(character)) return 0.64
  return (character.codePointAt(0) ?? 0) > 0x2e7f ? 1 : 0.55
}

function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
