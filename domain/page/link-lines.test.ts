import { expect, test } from 'vitest'
import { linkLines, parseLinkLines } from './link-lines.ts'

test('links are read a line at a time: the words, then the address', () => {
  expect(parseLinkLines('Our site https://acme.example\r\n\n  Terms of use   https://acme.example/terms ')).toEqual([
    { label: 'Our site', url: 'https://acme.example' },
    { label: 'Terms of use', url: 'https://acme.example/terms' },
  ])
})

test('an address without words is called by its host, and words without an address are kept to be complained of', () => {
  expect(parseLinkLines('https://acme.example/a\nOur blog')).toEqual([
    { label: 'acme.example', url: 'https://acme.example/a' },
    { label: 'Our blog', url: '' },
  ])
})

test('what is written can be read again', () => {
  const links = [{ label: 'Acme: the shop', url: 'https://acme.example/?a=1' }]
  expect(parseLinkLines(linkLines(links))).toEqual(links)
})
