import { expect, test } from 'vitest'
import { accentStyle } from './accent-style.tsx'

test('a page without an accent has no rules of its own', () => {
  expect(accentStyle({ accentLight: null, accentDark: null })).toBe('')
})

test('each scheme has its accent, and paper the light one', () => {
  const style = accentStyle({ accentLight: '#004488', accentDark: '#88bbff' })
  expect(style).toBe(
    '@media print,(prefers-color-scheme:light){:root{--color-accent:#004488;--color-brand:#004488}}' +
      '@media screen and (prefers-color-scheme:dark){:root{--color-accent:#88bbff;--color-brand:#88bbff}}',
  )
})

test('nothing but a colour gets into the styles', () => {
  expect(() => accentStyle({ accentLight: 'red}</style>', accentDark: null })).toThrow('no colour')
})
