import { describe, expect, test } from 'vitest'
import { drawable } from './preview-image.tsx'

describe('the words of a preview', () => {
  test('are drawn as they are in Latin letters, with the marks of good typography', () => {
    expect(drawable('Zażółć “gęślą” jaźń – d’accord…')).toBe('Zażółć “gęślą” jaźń – d’accord…')
  })

  test('lose emoji, whose pictures would be fetched from elsewhere', () => {
    expect(drawable('Checkout is back 🎉👩🏽‍💻')).toBe('Checkout is back')
    expect(drawable('🎉')).toBe(null)
  })

  test('are left out in letters that the font does not have', () => {
    expect(drawable('決済が失敗します')).toBe(null)
    expect(drawable('Checkout 決済')).toBe(null)
    expect(drawable('الدفع لا يعمل')).toBe(null)
  })

  test('end before they fill the picture', () => {
    expect(drawable('x'.repeat(300))).toHaveLength(110)
  })
})
