import { expect, test } from 'vitest'
import { isPublicAddress } from './public-address.ts'

const refused = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:808:808',
  '::8.8.8.8',
  '64:ff9b::10.0.0.1',
  '2002:7f00:1::',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
  'localhost',
  '',
]
const allowed = ['8.8.8.8', '172.32.0.1', '192.167.255.255', '2606:4700::1111', '2a00:1450::1', '64:ff9b::8.8.8.8']

test.each(refused)('%s is not the public internet', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each(allowed)('%s is the public internet', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})
