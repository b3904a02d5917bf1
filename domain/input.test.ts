import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { emailAddress, line, optionalLine, optionalUrl, prose, statusChanges } from './input.ts'

/** The message with which a schema refuses a value. */
function refusal(schema: z.ZodType, value: unknown): string | undefined {
  return schema.safeParse(value).error?.issues[0]?.message
}

const title = line('The title')

describe('a line', () => {
  test('is trimmed, and runs of blanks and line breaks become one blank', () => {
    expect(title.parse('  Checkout \n\t refuses   cards ')).toBe('Checkout refuses cards')
  })

  test('loses control characters and what turns the direction of text', () => {
    expect(title.parse('Pay\u0000ments\u0007 \u202eliaf\u202c \u2066now\u2069')).toBe('Payments liaf now')
  })

  test('keeps emoji, accents and scripts from right to left', () => {
    const text = '🚨 Zahlung dürfte שלום العربية 👩‍💻'
    expect(title.parse(text)).toBe(text)
  })

  test.each(['', '   ', '\u0000\u202e'])('that holds nothing to read is refused: %j', (value) => {
    expect(refusal(title, value)).toBe('The title is empty. Write at least 1 character.')
  })

  test('that is too long is refused with its length and what fits', () => {
    expect(title.parse('a'.repeat(255))).toHaveLength(255)
    expect(refusal(title, 'a'.repeat(256))).toBe('The title has 256 characters; at most 255 fit.')
  })

  test('counts an emoji as one character', () => {
    expect(title.safeParse('🚨'.repeat(255)).success).toBe(true)
    expect(refusal(title, '🚨'.repeat(256))).toBe('The title has 256 characters; at most 255 fit.')
  })

  test.each([undefined, null, 7])('that is no text at all is missing: %j', (value) => {
    expect(refusal(title, value)).toBe('The title is missing.')
  })

  test('that is optional becomes null where it is empty', () => {
    expect(optionalLine('The owner').parse('  ')).toBeNull()
    expect(optionalLine('The owner').parse(' Payments ')).toBe('Payments')
  })
})

describe('prose', () => {
  const body = prose('The text')

  test('keeps its lines, with one kind of line break', () => {
    expect(body.parse('One.\r\n\r\nTwo.\rThree.\n')).toBe('One.\n\nTwo.\nThree.')
  })

  test('loses control characters and what turns the direction of text, but no tab', () => {
    expect(body.parse('a\u0008b\tc\u202ed\u2067e')).toBe('ab\tcde')
  })

  test('may be empty', () => {
    expect(body.parse('')).toBe('')
  })

  test('that is too long is refused with its length and what fits', () => {
    expect(refusal(body, 'a'.repeat(25_001))).toBe('The text has 25001 characters; at most 25000 fit.')
  })
})

describe('an address of the web', () => {
  const url = optionalUrl('The runbook')

  test.each(['https://wiki.acme.example/a?b=c#d', 'HTTP://wiki'])('%s is one', (value) => {
    expect(url.parse(value)).toBe(value)
  })

  test('may be left out', () => {
    expect(url.parse('')).toBeNull()
  })

  test.each(['javascript:alert(1)', '//acme.example', 'wiki.acme.example', 'https://', 'data:text/html,x'])(
    '%s is none',
    (value) => {
      expect(refusal(url, value)).toBe('The runbook must begin with https:// or http://.')
    },
  )
})

describe('the components of an update', () => {
  const change = (componentId: string, status = 'partial_outage') => ({ componentId, status })

  test('are refused where one is named twice', () => {
    expect(refusal(statusChanges, [change('a'), change('a', 'operational')])).toBe(
      'A component is named twice. Give each one status.',
    )
  })

  test('are refused past 500', () => {
    const many = Array.from({ length: 501 }, (_, index) => change(`c${index}`))
    expect(refusal(statusChanges, many)).toBe('At most 500 components fit into one update.')
  })

  test('are refused with a status that does not exist', () => {
    expect(statusChanges.safeParse([change('a', 'fine')]).success).toBe(false)
  })
})

describe('an e-mail address', () => {
  const email = emailAddress('Write an e-mail address.')

  test('is taken with the blanks around it and in any case', () => {
    expect(email.parse(' Dana@Acme.example\t')).toBe('dana@acme.example')
  })

  test.each(['', 'dana', 'dana@', 'dana @acme.example', undefined])('%j is refused', (value) => {
    expect(refusal(email, value)).toBe('Write an e-mail address.')
  })
})
