import { expect, test } from 'vitest'
import { fileOf, hrefTo } from './site-files.ts'

test.each([
  ['/', 'index.html'],
  ['/history', 'history/index.html'],
  ['/history?page=3', 'history/page-3/index.html'],
  ['/components/caf%C3%A9', 'components/café/index.html'],
  ['/incidents/abc/reports/2', 'incidents/abc/reports/2/index.html'],
  ['/uptime/checkout/last-90-days', 'uptime/checkout/last-90-days/index.html'],
  ['/incidents/abc.json', 'incidents/abc.json'],
  ['/incidents/abc/history.atom', 'incidents/abc/history.atom'],
  ['/components/café/badge.svg', 'components/café/badge.svg'],
  ['/api/candor/incidents/abc.json', 'api/candor/incidents/abc.json'],
  ['/api/v2/incidents/unresolved.json', 'api/v2/incidents/unresolved.json'],
])('%s is held by %s', (key, file) => {
  expect(fileOf(key)).toBe(file)
})

test.each([
  '/history?q=card',
  '/admin',
  '/at?time=now',
  '/components/..%2f..%2fetc',
  '/incidents/..',
  '/components/%E0%A4%A',
  '/components/a%5Cb',
])('%s is nothing that a static site answers', (key) => {
  expect(fileOf(key)).toBeNull()
})

test('one file names another from where it stands', () => {
  expect(hrefTo('live.js', 'incidents/abc/index.html')).toBe('../../live.js')
  expect(hrefTo('components/café/index.html', 'index.html')).toBe('components/caf%C3%A9/index.html')
})
