import { describe, expect, test } from 'vitest'
import { clientAddress, forwardedHeaders, plainAddress, securityHeaders } from './headers.ts'

const trusting = { trustedProxies: ['10.0.0.1', '10.0.0.2'], isSecure: true }
const alone = { trustedProxies: [], isSecure: false }

describe('a client’s address', () => {
  test('is the peer’s, whatever a stranger claims', () => {
    expect(clientAddress({ 'x-forwarded-for': '1.2.3.4' }, '203.0.113.9', alone)).toBe('203.0.113.9')
  })

  test('is the nearest one that is no trusted proxy, so that a client can’t put one in front', () => {
    const headers = { 'x-forwarded-for': '6.6.6.6, 203.0.113.9, 10.0.0.2' }
    expect(clientAddress(headers, '10.0.0.1', trusting)).toBe('203.0.113.9')
  })

  test('is the proxy’s where it names nobody', () => {
    expect(clientAddress({}, '10.0.0.1', trusting)).toBe('10.0.0.1')
  })

  test('is written without the IPv6 prefix of an IPv4 one', () => {
    expect(plainAddress('::ffff:127.0.0.1')).toBe('127.0.0.1')
  })
})

describe('forwarded headers', () => {
  test('drop what only a trusted proxy or Candor itself may say', () => {
    const headers = {
      'x-forwarded-host': 'evil.example',
      'x-candor-address': '1.1.1.1',
      forwarded: 'for=1',
      'x-request-id': 'x',
      cookie: 'a=b',
      connection: 'close',
    }
    expect(forwardedHeaders(headers, '203.0.113.9', 'id-1', alone)).toEqual({
      cookie: 'a=b',
      'x-candor-address': '203.0.113.9',
      'x-request-id': 'id-1',
      'x-forwarded-proto': 'http',
    })
  })

  test('keep what a trusted proxy says', () => {
    const passed = forwardedHeaders({ 'x-forwarded-host': 'status.example.com' }, '10.0.0.1', 'id-1', trusting)
    expect(passed['x-forwarded-host']).toBe('status.example.com')
    expect(passed['x-forwarded-proto']).toBe('https')
  })
})

test('Strict-Transport-Security is sent on https only', () => {
  expect(securityHeaders({ isSecure: true })).toHaveProperty('Strict-Transport-Security')
  expect(securityHeaders({ isSecure: false })).not.toHaveProperty('Strict-Transport-Security')
})
