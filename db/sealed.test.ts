import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { seal, SealedError, unseal } from './sealed.ts'

const key = randomBytes(32).toString('base64')

test('a sealed secret is opened with its key, and reads differently each time', () => {
  const sealed = seal(key, 'single sign-on', 'sesame')
  expect(sealed).not.toContain('sesame')
  expect(seal(key, 'single sign-on', 'sesame')).not.toBe(sealed)
  expect(unseal(key, 'single sign-on', sealed)).toBe('sesame')
})

test('another key, another use or a changed value opens nothing', () => {
  const sealed = seal(key, 'single sign-on', 'sesame')
  const other = randomBytes(32).toString('base64')
  expect(() => unseal(other, 'single sign-on', sealed)).toThrow(SealedError)
  expect(() => unseal(key, 'a webhook', sealed)).toThrow(SealedError)
  const changed = `${sealed.slice(0, -4)}${sealed.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`
  expect(() => unseal(key, 'single sign-on', changed)).toThrow(SealedError)
  expect(() => unseal(key, 'single sign-on', 'sesame')).toThrow(SealedError)
})
