import { describe, expect, test } from 'vitest'
import { fillTemplates, templateProblem } from './templates.ts'

const known = ['title', 'state', 'next', 'link'] as const
const values = { title: 'Card *payments* <fail>', state: 'Resolved', next: '', link: 'https://status.example/a_b_c' }
const filled = (opening: string) => fillTemplates({ subject: null, opening, closing: null }, values).opening
const subjectOf = (subject: string, more = {}) =>
  fillTemplates({ subject, opening: null, closing: null }, { ...values, ...more }).subject

describe('a template', () => {
  test.each([
    ['No variable at all.'],
    ['{{state}}: {{ title }}'],
    ['{{#next}}Soon: {{next}}{{/next}}{{^next}}That is all.{{/next}}'],
    ['{{! nobody reads this }}Hello'],
  ])('can be filled in: %s', (text) => {
    expect(templateProblem(text, known)).toBeNull()
  })

  test.each([
    ['Hello\n{{titel}}', 'Line 2: {{titel}} is no variable here. There are: title, state, next, link.'],
    ['{{#state}}\n\n{{page}}{{/state}}', 'Line 3: {{page}} is no variable here. There are: title, state, next, link.'],
    ['{{constructor}}', 'Line 1: {{constructor}} is no variable here. There are: title, state, next, link.'],
    ['{{title.length}}', 'Line 1: {{title.length}} is no variable here. There are: title, state, next, link.'],
    ['{{.}}', 'Line 1: {{.}} is no variable here. There are: title, state, next, link.'],
    [
      '{{{title}}}',
      'Line 1: write {{title}} with two braces and nothing else. What is filled in is always plain text.',
    ],
    ['{{&title}}', 'Line 1: write {{title}} with two braces and nothing else. What is filled in is always plain text.'],
    ['a\n{{> footer}}', 'Line 2: {{> footer}}: other templates can’t be taken in.'],
    ['{{=<% %>=}}', 'Line 1: the braces can’t be changed to something else.'],
    ['a\nb {{title', 'Line 2: a {{ has no }} that ends it.'],
    ['a\n{{/title}}', 'Line 2: {{/title}} ends what nothing began.'],
    ['{{#title}}\na', 'Line 2: {{#title}} is not ended by {{/title}} here.'],
  ])('that can’t be filled says where and why: %s', (text, problem) => {
    expect(templateProblem(text, known)).toBe(problem)
  })
})

describe('filled in', () => {
  test('a subject is plain text of one line, whatever its values hold', () => {
    expect(subjectOf('[{{state}}] {{title}}')).toBe('[Resolved] Card *payments* <fail>')
    expect(subjectOf('{{title}}', { title: 'a\r\nBcc: eve@example.com\u0000' })).toBe('a Bcc: eve@example.com')
    expect(subjectOf('{{title}}', { title: '🙂'.repeat(300) })).toBe(`${'🙂'.repeat(199)}…`)
    expect(subjectOf('{{next}}')).toBeNull()
  })

  test('a text is Markdown, in which a value is no markup and an address stays one', () => {
    expect(filled('**Now**: {{title}}. [More]({{link}})')).toEqual({
      text: '**Now**: Card *payments* <fail>. [More](https://status.example/a_b_c)',
      html: '<p><strong>Now</strong>: Card *payments* &lt;fail&gt;. <a href="https://status.example/a_b_c" rel="nofollow noopener">More</a></p>',
    })
  })

  test('a text has no HTML of its own and no script behind a link', () => {
    expect(filled('<script>alert(1)</script> [x](javascript:alert(1))')?.html).not.toMatch(/<script|href/)
  })

  test('a part that shows nothing is left out', () => {
    expect(filled('{{#next}}Soon: {{next}}{{/next}}')).toBeNull()
  })
})
