import { expect, test } from 'vitest'
import { parseCustomerText } from './customer-text.ts'

test.each([
  ['ACME-1234', 'ACME-1234', '', ''],
  ['  #48213 ', '#48213', '', ''],
  ['Ticket 48213', 'Ticket 48213', '', ''],
  ['Ticket 48213 Harbour Books', 'Ticket 48213', '', 'Harbour Books'],
  ['ACME-1234 Harbour Books', 'ACME-1234', '', 'Harbour Books'],
  ['ACME-1234 – Harbour Books', 'ACME-1234', '', 'Harbour Books'],
  ['ACME-1234: Harbour Books', 'ACME-1234', '', 'Harbour Books'],
  ['Harbour Books', 'Harbour Books', '', ''],
  ['ACME-1234 https://desk.example/1234 Harbour Books', 'ACME-1234', 'https://desk.example/1234', 'Harbour Books'],
  ['ACME-1234 Harbour Books https://desk.example/1234', 'ACME-1234', 'https://desk.example/1234', 'Harbour Books'],
  ['Harbour Books <https://desk.example/1234>', 'Harbour Books', 'https://desk.example/1234', ''],
  ['Pine & Sons, https://desk.example/1, Ada', 'Pine & Sons', 'https://desk.example/1', 'Ada'],
  ['https://desk.example/agent/tickets/48213', '48213', 'https://desk.example/agent/tickets/48213', ''],
  [
    'https://acme.atlassian.example/browse/ACME-77 Ada',
    'ACME-77',
    'https://acme.atlassian.example/browse/ACME-77',
    'Ada',
  ],
  ['https://desk.example/show?ticket=9', '9', 'https://desk.example/show?ticket=9', ''],
  ['https://desk.example/#/case/12/notes', '12', 'https://desk.example/#/case/12/notes', ''],
  ['https://desk.example/', 'desk.example', 'https://desk.example/', ''],
  ['ACME-7 (https://desk.example/7), Pine (UK)', 'ACME-7', 'https://desk.example/7', 'Pine (UK)'],
  ['javascript:alert(1)', 'javascript:alert(1)', '', ''],
  ['', '', '', ''],
])('“%s” is read', (text, reference, url, name) => {
  expect(parseCustomerText(text)).toEqual({ reference, url, name })
})
