import { XMLParser, XMLValidator } from 'fast-xml-parser'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { State } from '#domain/status'
import { badgeOf } from './badge.tsx'
import { stateShapes } from '../state-icon.tsx'

const states = Object.keys(stateShapes) as State[]

test('every state has a shape of its own, its words and a colour for dark ground', () => {
  const pictures = states.map((state) => badgeOf(state, 'Checkout: partial outage').svg)
  expect(new Set(pictures.map((svg) => /<path [^>]*d="([^"]+)"/.exec(svg)?.[1])).size).toBe(states.length)
  for (const svg of pictures) {
    expect(svg).toContain('>Checkout: partial outage</text>')
    expect(svg).toContain('prefers-color-scheme:dark')
  }
})

test('whatever a component is called, the picture is well-formed and says it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...states), fc.string({ unit: 'binary', maxLength: 60 }), (state, words) => {
      const { svg } = badgeOf(state, words)
      expect(XMLValidator.validate(svg)).toBe(true)
    }),
  )
  const parsed: unknown = new XMLParser().parse(badgeOf('operational', 'R&D <b>"x"</b>').svg)
  expect(parsed).toMatchObject({ svg: { title: 'R&D <b>"x"</b>' } })
})

test('is cut where it would be longer than a line', () => {
  const { svg } = badgeOf('major_outage', 'a'.repeat(300))
  expect(Number(/width="(\d+)"/.exec(svg)?.[1])).toBeLessThan(700)
  expect(svg).toContain('…')
})
