import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importedId, isPublicId, newId, slugOf } from './identity.ts'

describe('an id', () => {
  test('has twelve characters of a–z and 0–9, and is never the same twice', () => {
    const ids = Array.from({ length: 1_000 }, newId)
    expect(ids.every(isPublicId)).toBe(true)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('of an import is kept where it has the public form', () => {
    expect(importedId('https://status.acme.example', 'p31zjtct2jer')).toBe('p31zjtct2jer')
  })

  test('of an import in any other form becomes a stable one of the public form, apart for each page', () => {
    const sources = fc.string().filter((id) => !isPublicId(id))
    fc.assert(
      fc.property(sources, (id) => {
        expect(isPublicId(importedId('one', id))).toBe(true)
        expect(importedId('one', id)).toBe(importedId('one', id))
        expect(importedId('one', id)).not.toBe(importedId('two', id))
      }),
    )
  })
})

describe('a slug', () => {
  test.each([
    ['Checkout', 'checkout'],
    ['  Data export (nightly) ', 'data-export-nightly'],
    ['Café Übersicht', 'cafe-ubersicht'],
    ['日本語', 'component'],
    ['🚀', 'component'],
    ['--', 'component'],
    [`${'a'.repeat(59)} tail`, 'a'.repeat(59)],
  ])('of “%s” is %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug)
  })

  test('is fit for a URL whatever the name', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(slugOf(name)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      }),
    )
  })
})
