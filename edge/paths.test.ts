import { expect, test } from 'vitest'
import { keyOf, kindOf } from './paths.ts'

test.each([
  ['/', '/'],
  ['/?utm_source=x&page=2', '/'],
  ['/history?page=2&x=1', '/history?page=2'],
  ['/history?component=api&page=3', '/history?component=api&page=3'],
  ['/history?page=3&component=api', '/history?component=api&page=3'],
  ['/history?page=-1', '/history'],
  ['/history?page=9999999', '/history'],
  ['/history?page=1&page=2', '/history'],
  ['/history?q=%0A', '/history'],
  ['/history?impact=bogus', '/history?impact=bogus'],
  ['/uptime?of=component:api&x=y', '/uptime?of=component%3Aapi'],
  ['/api/candor/uptime.csv?period=2026-11&group=all', '/api/candor/uptime.csv?group=all&period=2026-11'],
  ['/logo?v=1764000000000', '/logo?v=1764000000000'],
  ['/history?q=card%20payments', '/history?q=card+payments'],
  ['/history?', '/history'],
  ['/subscribe?incident=abc&component=api&x=1', '/subscribe?component=api&incident=abc'],
  ['/subscribe/push?component=api&returned=k', '/subscribe/push?component=api'],
  ['/subscribe/webhook?incident=abc&returned=k', '/subscribe/webhook?incident=abc'],
  ['/subscriptions/manage/a.b-c_d?done=left&returned=k&x=1', '/subscriptions/manage/a.b-c_d?done=left&returned=k'],
  ['/subscriptions/new/k?token=1', '/subscriptions/new/k'],
  ['/components/%61pi', '/components/api'],
  ['/components/caf%C3%A9', '/components/caf%C3%A9'],
])('%s is answered as %s', (url, key) => {
  expect(keyOf(url)).toBe(key)
})

test.each([
  '//evil.example',
  '/a//b',
  '/%E0%A4%A',
  '/a%00',
  '/a%5Cb',
  '/%2525',
  `/${'a'.repeat(2_000)}`,
  'http://evil',
])('%s is nobody’s address', (url) => {
  expect(keyOf(url)).toBe('/unreadable-address')
})

test.each([
  ['/admin', 'admin'],
  ['/admin/incidents/%61bc?page=%ff', 'admin'],
  ['/administration', 'public'],
  ['/v1/pages', 'passed'],
  ['/intake/abc', 'passed'],
  ['/subscriptions', 'personal'],
  ['/subscriptions/confirm/a.b', 'personal'],
  ['/%73ubscriptions%2Fconfirm/a.b?x', 'personal'],
  ['/subscribe', 'public'],
  ['/subscriptionsabc', 'public'],
  ['/health?x=%', 'passed'],
  ['/intake/%ff', 'public'],
  ['/v1/%', 'public'],
  ['/admin/incidents/%E0%A4%A', 'public'],
] as const)('%s is answered by what is %s', (url, kind) => {
  expect(kindOf(url)).toBe(kind)
})
