import { expect, test } from 'vitest'
import type { State } from '#domain/status'
import { faviconHref, faviconSvg } from './favicon.tsx'
import { stateShapes } from '../state-icon.tsx'

const states = Object.keys(stateShapes) as State[]

test('every state has a shape and an icon of its own', () => {
  expect(new Set(states.map((state) => stateShapes[state].outline)).size).toBe(6)
  expect(new Set(states.map(faviconSvg)).size).toBe(6)
})

test('an icon in a page says the same as the drawing', () => {
  for (const state of states) {
    const href = faviconHref(state)
    expect(href).not.toMatch(/[<>"#]/)
    expect(decodeURIComponent(href.slice('data:image/svg+xml,'.length))).toBe(faviconSvg(state).replaceAll('"', "'"))
  }
})
