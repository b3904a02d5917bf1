import type { State } from '#domain/status'
import { stateShapes } from '../state-icon.tsx'

/** Fills that a white glyph reads on, and that stand out on light and on dark tabs. */
const fills: Record<State, string> = {
  operational: '#2f9463',
  degraded_performance: '#b07a0a',
  partial_outage: '#cc5a1c',
  major_outage: '#d3222d',
  under_maintenance: '#2f74c9',
  no_data: '#737b89',
}

/** A state's shape in its colour, as an icon of its own. */
export function faviconSvg(state: State): string {
  const { outline, glyph } = stateShapes[state]
  const fill = fills[state]
  const inner = glyph && `<path d="${glyph}" fill="none" stroke="#fff" stroke-width="2.4"/>`
  const strokes = glyph
    ? `stroke="${fill}" stroke-width="2.4"`
    : `stroke="${fill}" stroke-width="${state === 'no_data' ? 5 : 2}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" stroke-linecap="round" stroke-linejoin="round"><path d="${outline}" fill="${fill}" ${strokes}/>${inner}</svg>`
}

/** The same as an address that a page can carry in itself. */
export function faviconHref(state: State): string {
  return `data:image/svg+xml,${faviconSvg(state).replaceAll('#', '%23').replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll('"', "'")}`
}
