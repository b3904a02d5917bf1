import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig, settings } from './config.ts'

describe('settings', () => {
  test('have defaults that work on a fresh machine', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      url: 'http://localhost:3000',
      isSecure: false,
      trustedProxies: [],
      logLevel: 'info',
      smtpUrl: null,
    })
  })

  test('are read from their names, an empty value counting as not set', () => {
    const config = readConfig({
      CANDOR_URL: 'https://status.example.com/',
      PORT: '',
      CANDOR_TRUSTED_PROXY: '127.0.0.1, ::1',
    })
    expect(config).toMatchObject({ url: 'https://status.example.com', isSecure: true, port: 3000 })
    expect(config.trustedProxies).toEqual(['127.0.0.1', '::1'])
    expect(config.mailFrom).toBe('Candor <status@status.example.com>')
  })

  test('that do not exist stop the start and name the nearest one', () => {
    expect(() => readConfig({ CANDOR_DATADIR: '/x' })).toThrow(/CANDOR_DATADIR is not a setting.*CANDOR_DATA_DIR/)
  })

  test.each([
    [{ PORT: 'eighty' }, /PORT/],
    [{ PORT: '70000' }, /PORT/],
    [{ CANDOR_URL: 'status.example.com' }, /https:\/\/status\.example\.com/],
    [{ CANDOR_URL: 'https://example.com/status' }, /must not have a path/],
    [{ CANDOR_URL: 'ftp://example.com' }, /must begin with https/],
    [{ CANDOR_TRUSTED_PROXY: 'proxy.local' }, /IP addresses/],
    [{ CANDOR_LOG_LEVEL: 'loud' }, /CANDOR_LOG_LEVEL/],
    [{ CANDOR_SMTP_URL: 'https://mail.example.com' }, /smtp:\/\//],
    [{ CANDOR_MAIL_FROM: 'the status page' }, /CANDOR_MAIL_FROM must be an address/],
    [{ CANDOR_API_RATE: '0' }, /CANDOR_API_RATE/],
    [{ CANDOR_MIRROR: 'ftp://bucket/status' }, /CANDOR_MIRROR must be a folder, or a bucket/],
    [{ CANDOR_MIRROR: '/srv/candor', CANDOR_DATA_DIR: '/srv/candor' }, /folder of its own/],
  ])('that are wrong or contradict each other stop the start: %o', (environment, message) => {
    expect(() => readConfig(environment)).toThrow(ConfigError)
    expect(() => readConfig(environment)).toThrow(message)
  })

  test('are all named at once, and a password among them is not repeated', () => {
    const read = () =>
      readConfig({ PORT: 'x', CANDOR_SMTP_URL: 'https://user:hunter2@mail.example.com', CANDOR_X: '1' })
    expect(read).toThrow(/PORT[\s\S]*CANDOR_SMTP_URL|CANDOR_X[\s\S]*PORT/)
    expect(read).not.toThrow(/hunter2/)
  })

  test('stand in the README, each with its default', () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
    for (const [name, { says }] of Object.entries(settings)) {
      expect(readme).toContain(`| \`${name}\``)
      expect(readme).toContain(says)
    }
  })
})
