import { describe, expect, test } from 'vitest'
import { htmlToMarkdown, portableMarkdown } from './markdown.ts'
import { textToHtml } from './text.ts'

describe('Markdown for elsewhere', () => {
  test('keeps its headings below those around it', () => {
    expect(portableMarkdown('# One\n\ntext\n## Two\n#### Four')).toBe('### One\n\ntext\n### Two\n#### Four')
  })

  test('says of a tag that it is text, but not in code', () => {
    const text = 'a <script>alert(1)</script> `<b>` <https://acme.example>\n\n```\n<i> # no heading\n```'
    expect(portableMarkdown(text)).toBe(
      'a \\<script>alert(1)\\</script> `<b>` <https://acme.example>\n\n```\n<i> # no heading\n```',
    )
  })
})

describe('an imported page’s HTML', () => {
  test.each([
    ['<p>One <b>bold</b> <em>word</em>.</p><p>Two</p>', 'One **bold** *word*.\n\nTwo'],
    ['One<br /><br />Two<br />three', 'One\n\nTwo  \nthree'],
    ['One\nTwo', 'One  \nTwo'],
    ['<h2>Cause</h2><ul><li>A cable</li><li>A <code>switch</code></li></ul>', '### Cause\n\n- A cable\n- A `switch`'],
    ['<ol><li><p>First</p><p>more</p></li><li>Second</li></ol>', '1. First\n\n   more\n2. Second'],
    ['<blockquote><p>Said</p></blockquote><hr><pre>a &lt; b\n</pre>', '> Said\n\n---\n\n```\na < b\n```'],
    ['<a href="https://acme.example/a?b=1&amp;c=2">link</a>', '[link](https://acme.example/a?b=1&c=2)'],
    ['5 * 3 &lt; 16 &amp; a_b', '5 \\* 3 \\< 16 & a\\_b'],
    ['<p>x</p><script>alert(1)</script><a href="javascript:alert(1)">y</a>', 'x\n\ny'],
  ])('%s', (html, markdown) => {
    expect(htmlToMarkdown(html)).toBe(markdown)
  })

  test('keeps its tables as they are', () => {
    const table = '<table><tbody><tr><th>Time</th><td>14:02<br />UTC</td></tr></tbody></table>'
    expect(htmlToMarkdown(table)).toBe(table)
  })

  test('says the same after it went through Markdown', () => {
    const html = '<p>One <strong>two</strong></p><ul><li>three</li></ul>'
    expect(textToHtml(htmlToMarkdown(html), 'markdown').replace(/\n/g, '')).toBe(html)
  })
})
