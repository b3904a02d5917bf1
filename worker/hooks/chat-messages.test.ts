import { expect, test } from 'vitest'
import { chatBody, type ChatMessage } from './chat-messages.ts'

const message = (texts: string[], more: Partial<ChatMessage> = {}): ChatMessage => ({
  title: 'Card payments fail',
  url: 'https://status.acme.example/incidents/1',
  state: 'major_outage',
  standing: 'Major incident, investigating',
  parts: texts.map((text, index) => ({ label: `Update ${texts.length - index}`, text })),
  components: 'Checkout',
  promise: null,
  manage: 'https://status.acme.example/subscriptions/manage/token',
  button: 'Read it on the page',
  ...more,
})

interface Text {
  text: string
}
interface Slack extends Text {
  blocks: { type: string; text?: Text; elements?: { text: Text | string }[] }[]
}
const slack = (told: ChatMessage) => chatBody('slack', told) as Slack
const sections = ({ blocks }: Slack) =>
  blocks.flatMap(({ type, text }) => (type === 'section' && text ? [text.text] : []))
const teams = (told: ChatMessage) => {
  const { attachments } = chatBody('teams', told) as { attachments: { content: { body: Text[] } }[] }
  return (attachments[0]?.content.body ?? []).map(({ text }) => text)
}

test.each([0, 1, 2, 3, 4, 5])(
  'Slack’s sections hold 3,000 characters of escaped text, and no part of an entity (%i)',
  (shift) => {
    const text = 'x'.repeat(shift) + 'curl "https://a.example/?a=1&b=2" -> <error>&<error> '.repeat(100)
    const told = sections(slack(message([text], { components: text })))
    expect(told).toHaveLength(2)
    for (const one of told) {
      expect(one.length).toBeGreaterThan(2_990)
      expect(one.length).toBeLessThanOrEqual(3_000)
      expect(one.replace(/&(amp|lt|gt);/g, '')).not.toMatch(/[&<>]/)
      expect(one).toMatch(/…$/)
    }
  },
)

test('a label of any length leaves room for its text', () => {
  const [, one = ''] = sections(slack({ ...message([]), parts: [{ label: '&'.repeat(900), text: 'It is over.' }] }))
  expect(one.length).toBeLessThanOrEqual(3_000)
  expect(one).toMatch(/;…\*\nIt is over\.$/)
})

test('what stands for the message where it has no blocks is escaped too', () => {
  expect(slack(message([], { title: '<!channel> R&D' })).text).toBe(
    '&lt;!channel&gt; R&amp;D: Major incident, investigating',
  )
})

test.each(['slack', 'discord', 'teams'] as const)('no character is cut in half in %s', (channel) => {
  for (const shift of ['', 'x']) {
    const long = shift + '🔥'.repeat(4_000)
    const body = JSON.stringify(chatBody(channel, message([long], { title: long, components: long, promise: long })))
    expect(body).not.toMatch(/\\ud[89a-f]/i)
  }
})

test('of very many updates the newest are told, and that there are more', () => {
  const many = Array.from({ length: 60 }, (_, index) => `It goes on, ${index}.`)
  const told = slack(message(many))
  expect(told.blocks.length).toBeLessThanOrEqual(50)
  expect(sections(told).at(1)).toBe('*Update 60*\nIt goes on, 0.')
  expect(sections(told).at(-1)).toBe('*And 20 more*\nThe page tells them.')
})

test('of very long updates as many are told as the service takes', () => {
  const long = Array.from({ length: 12 }, () => '要'.repeat(2_400))
  const told = slack(message(long))
  expect(JSON.stringify(told).length).toBeLessThanOrEqual(10_000)
  expect(sections(told).at(-1)).toBe('*And 9 more*\nThe page tells them.')
  expect(Buffer.byteLength(JSON.stringify(chatBody('teams', message(long))))).toBeLessThanOrEqual(20_000)
  expect(teams(message(long)).slice(-2)).toEqual(['And 10 more', 'The page tells them.'])
})

test('Discord’s embed keeps to its limits', () => {
  const long = 'so much of it '.repeat(500)
  const body = chatBody('discord', message([long, long], { title: long, components: long, promise: long }))
  const [embed] = (
    body as { embeds: { title: string; description: string; fields: { name: string; value: string }[] }[] }
  ).embeds
  expect(embed?.title.length).toBeLessThanOrEqual(256)
  expect(embed?.description.length).toBeLessThanOrEqual(4_096)
  expect(Math.max(...(embed?.fields ?? []).map(({ value }) => value.length))).toBeLessThanOrEqual(1_024)
  expect(JSON.stringify(embed).length).toBeLessThanOrEqual(6_000)
})
