import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { contrastOf, grounds, isReadable, leastContrast, nearestReadable, parseColor, ratioWords } from './contrast.ts'

test('contrast is as WCAG has it: black on white 21, a colour on itself 1, in either order', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrastOf('#3346d3', '#3346d3')).toBe(1)
  expect(contrastOf('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
  expect(contrastOf('#ffffff', '#767676')).toBe(contrastOf('#767676', '#ffffff'))
})

test('Candor’s own accents can be read in their schemes', () => {
  expect(leastContrast('#3346d3', 'light')).toBeGreaterThan(6)
  expect(leastContrast('#9aa5ff', 'dark')).toBeGreaterThan(7)
})

test('the lower of page and panel counts', () => {
  expect(leastContrast('#767676', 'light')).toBeLessThan(4.5)
  expect(isReadable('#767676', 'light')).toBe(false)
})

test.each([
  ['#ffcc00', 'light'],
  ['#00ff99', 'light'],
  ['#ffffff', 'light'],
  ['#000080', 'dark'],
  ['#000000', 'dark'],
  ['#7a1f1f', 'dark'],
] as const)('the nearest colour to %s that can be read in %s is just above the limit', (color, scheme) => {
  const nearest = nearestReadable(color, scheme)
  expect(leastContrast(nearest, scheme)).toBeGreaterThanOrEqual(4.5)
  expect(leastContrast(nearest, scheme)).toBeLessThan(4.8)
})

test('a colour that can be read is its own nearest', () => {
  expect(nearestReadable('#3346d3', 'light')).toBe('#3346d3')
})

test('colours are understood as people write them', () => {
  expect(['#3346D3', '3346d3', '#abc', ' abc '].map(parseColor)).toEqual(['#3346d3', '#3346d3', '#aabbcc', '#aabbcc'])
  expect(['', '#12345', 'blue', '#1234567', 'rgb(0,0,0)'].map(parseColor)).toEqual([null, null, null, null, null])
})

test('a ratio that falls short is never told as enough', () => {
  expect(ratioWords(4.49)).toBe('4.4:1')
  expect(ratioWords(21)).toBe('21.0:1')
})

test('the grounds are those that the stylesheet paints', () => {
  const css = readFileSync(fileURLToPath(new URL('../../components/theme.css', import.meta.url)), 'utf8')
  const [light = '', dark = ''] = css.split('prefers-color-scheme: dark')
  for (const [part, scheme] of [
    [light, grounds.light],
    [dark, grounds.dark],
  ] as const) {
    expect(part).toContain(`--color-page: ${scheme.page};`)
    expect(part).toContain(`--color-panel: ${scheme.panel};`)
  }
})
