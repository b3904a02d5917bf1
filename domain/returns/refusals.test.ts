import { expect, test } from 'vitest'
import { blameOf } from './refusals.ts'

test.each([
  ['550 5.1.1 <ada@example.com>: Recipient address rejected: User unknown in local recipient table', 'mailbox'],
  ['550-5.1.1 The email account that you tried to reach does not exist.', 'mailbox'],
  ['550 Unrouteable address', 'mailbox'],
  ['550 sorry, no mailbox here by that name', 'mailbox'],
  ['553 no such user here', 'mailbox'],
  ['550 5.2.1 The email account that you tried to reach is disabled', 'mailbox'],
  ['556 5.1.10 Recipient address has null MX', 'mailbox'],
  ['524 5.2.4 Mailing list expansion problem: <nobody@example.com>', 'mailbox'],
  ['550 relay not permitted', 'us'],
  ['554 5.7.1 <ada@example.com>: Relay access denied', 'us'],
  ['550 5.1.8 <status@web1>: Sender address rejected: Domain not found', 'us'],
  ['550 5.4.5 Daily user sending limit exceeded', 'us'],
  ['553 unknown sender address', 'us'],
  ['530 5.7.0 Authentication required', 'us'],
  ['554 5.7.1 Service unavailable; client host is listed', 'mail'],
  ['550 5.4.1 Recipient address rejected: Access denied', 'mail'],
  ['550 no', 'mail'],
])('%s blames the %s', (answer, blamed) => {
  expect(blameOf(answer)).toBe(blamed)
})
