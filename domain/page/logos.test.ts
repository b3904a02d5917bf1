import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { readLogo } from '../public/logo.ts'
import { readPublicPage } from '../public/status-page.ts'
import { mostLogoBytes, readLogoFacts, removeLogo, replaceLogo } from './logos.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16])
const webp = new TextEncoder().encode('RIFF\0\0\0\0WEBPVP8 ')
const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'

let db: Connection
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now)
})

const upload = (logo: Uint8Array<ArrayBuffer> | string, at = now) =>
  replaceLogo(db, terminal, { logo: typeof logo === 'string' ? new TextEncoder().encode(logo) : logo }, at)

describe('a logo', () => {
  test.each([
    ['image/png', png],
    ['image/jpeg', jpeg],
    ['image/webp', webp],
    ['image/svg+xml', new TextEncoder().encode(`<?xml version="1.0"?>\n<!-- by hand -->\n${drawing}`)],
  ] as const)('is %s by its first bytes', (mediaType, bytes) => {
    upload(bytes)
    expect(readLogo(db)).toMatchObject({ mediaType, updatedAt: now })
    expect(new Uint8Array(readLogo(db)?.bytes ?? [])).toEqual(bytes)
  })

  test('takes the place of the one before, under an address of its own', () => {
    upload(png)
    upload(drawing, now)
    expect(readLogoFacts(db)).toEqual({ mediaType: 'image/svg+xml', size: drawing.length, updatedAt: now + 1 })
    expect(readPublicPage(db).logo).toEqual({ updatedAt: now + 1, knowsDark: false })
  })

  test('that says how it looks in the dark is left as it is there', () => {
    upload(drawing.replace('<path', '<style>@media (prefers-color-scheme: dark){path{fill:#fff}}</style><path'))
    expect(readPublicPage(db).logo?.knowsDark).toBe(true)
  })

  test('is taken off the page', () => {
    upload(png)
    removeLogo(db, terminal, now)
    expect(readLogo(db)).toBeNull()
    expect(readPublicPage(db).logo).toBeNull()
    expect(() => removeLogo(db, terminal, now)).toThrow(expect.objectContaining({ code: 'not_found' }))
  })

  test.each([
    ['nothing', new Uint8Array(), /Choose a picture first/],
    ['a file of another kind', new TextEncoder().encode('GIF89a'), /no picture of a known kind/],
    ['a web page', new TextEncoder().encode('<!doctype html><html><svg></svg></html>'), /no picture of a known kind/],
    ['more than 100 KB', new Uint8Array([...png, ...new Uint8Array(mostLogoBytes)]), /has 101 KB; at most 100 KB fit/],
    ['a drawing with a script', new TextEncoder().encode(drawing.replace('<path', '<script/><path')), /holds a script/],
  ])('is refused where it is %s', (_, bytes, message) => {
    expect(() => upload(bytes)).toThrow(message)
    expect(readLogo(db)).toBeNull()
  })
})
