import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textToHtml, textToInlineHtml, textToLines, textToPlain } from './text.ts'

describe('Markdown', () => {
  test('becomes paragraphs, line breaks, lists and emphasis', () => {
    expect(textToHtml('One *two* **three**\nfour\n\n- five\n- six', 'markdown')).toBe(
      '<p>One <em>two</em> <strong>three</strong><br />\nfour</p>\n<ul>\n<li>five</li>\n<li>six</li>\n</ul>',
    )
  })

  test('shows raw HTML as what it is: text', () => {
    expect(textToHtml('<b>bold</b> <script>alert(1)</script>', 'markdown')).toBe(
      '<p>&lt;b&gt;bold&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;</p>',
    )
  })

  test('gives links what tells search engines and new windows to keep away', () => {
    const link = '<p><a href="https://acme.example/help" rel="nofollow noopener">help</a></p>'
    expect(textToHtml('[help](https://acme.example/help)', 'markdown')).toBe(link)
    expect(textToHtml('https://acme.example', 'markdown')).toContain('rel="nofollow noopener"')
  })

  test.each([
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt:alert(1))',
    '[a](vbscript:x)',
    '[a](data:text/html,x)',
    '[a](//evil.example)',
    '<javascript:alert(1)>',
  ])('makes no working link of %s', (text) => {
    expect(textToHtml(text, 'markdown')).not.toMatch(/href/)
  })

  test('shows no image, which would tell another server who reads', () => {
    expect(textToHtml('![a](https://evil.example/pixel.gif)', 'markdown')).not.toContain('img')
  })

  test('begins its own headings below the page’s', () => {
    expect(textToHtml('# Summary\n\n## More', 'markdown')).toBe('<h3>Summary</h3>\n<h3>More</h3>')
  })
})

describe('HTML of an imported page', () => {
  test('is split into paragraphs at two line breaks', () => {
    expect(textToHtml('We found it.<br /><br />It is mended.<br/>Thanks.', 'html')).toBe(
      '<p>We found it.</p><p>It is mended.<br />Thanks.</p>',
    )
  })

  test('without any markup keeps its lines', () => {
    expect(textToHtml('One.\r\nTwo.\n\nThree.', 'html')).toBe('<p>One.<br />Two.</p><p>Three.</p>')
  })

  test('that has paragraphs keeps them', () => {
    expect(textToHtml('<p>One.</p><p>Two.<br />Three.</p>', 'html')).toBe('<p>One.</p><p>Two.<br />Three.</p>')
  })

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">a</a>',
    '<a href="https://a.example" onclick="alert(1)">a</a>',
    '<p style="position:fixed">a</p>',
    '<iframe src="https://evil.example"></iframe>',
    '<svg><script>alert(1)</script></svg>',
    '<form action="/x"><input name="password"></form>',
    '<math><mtext></table><mglyph><style><img src onerror=alert(1)>',
    '<a href="https://a.example" style="x" class="y" id="z">a</a>',
  ])('loses what could do harm: %s', (html) => {
    const clean = textToHtml(html, 'html')
    expect(clean).not.toMatch(/<(script|img|iframe|svg|form|input|style|math)|javascript:|\son\w+=|style=|class=|id=/i)
  })
})

describe('plain text', () => {
  test('has no markup, and one blank where a line or paragraph ended', () => {
    expect(textToPlain('**One**\n\n- two\n- three', 'markdown')).toBe('One two three')
    expect(textToPlain('One.<br />Two &amp; <b>three</b>', 'html')).toBe('One. Two & three')
  })

  test('shows signs as people wrote them', () => {
    expect(textToPlain('a < b & "c" > d', 'markdown')).toBe('a < b & "c" > d')
    expect(textToPlain('&lt;b&gt; &amp;lt;', 'html')).toBe('<b> &lt;')
  })
})

test('no text that people write brings a script, a handler or a style into the page', () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '/',
    'script',
    'img src=x ',
    'onerror=',
    'javascript:',
    '](',
    '[',
    '&#x6a;',
    'a href=',
    '`',
    '\n',
    ' style=',
  )
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 20 }),
      fc.constantFrom('markdown' as const, 'html' as const),
      (parts, format) => {
        const html = textToHtml(parts.join(''), format)
        expect(html).not.toMatch(/<(?!\/?(p|br|a|strong|b|em|i|code|pre|blockquote|ul|ol|li|del|s|hr|h[3-6]|small)\b)/i)
        expect(html).not.toMatch(/<[^>]*\s(on\w+|style|src)\s*=/i)
        expect(html).not.toMatch(/<[^>]*href="\s*javascript:/i)
      },
    ),
    { numRuns: 300 },
  )
})

describe('text for a letter', () => {
  test.each([
    ['Two\n\nparagraphs, **bold**.', 'Two\n\nparagraphs, bold.'],
    ['One\ntwo', 'One\ntwo'],
    ['Do this:\n\n- wait\n- try *again*\n\nThen write.', 'Do this:\n- wait\n- try again\n\nThen write.'],
    ['See [the guide](https://acme.example/a).', 'See the guide (https://acme.example/a).'],
    ['See https://acme.example/a or help@acme.example.', 'See https://acme.example/a or help@acme.example.'],
    ['5 < 6 & "7"', '5 < 6 & "7"'],
  ])('keeps what “%s” says', (text, plain) => {
    expect(textToLines(text, 'markdown')).toBe(plain)
  })

  test('keeps the lines of an imported page', () => {
    expect(textToLines('Down.<br /><br />Up <a href="https://acme.example">soon</a>.', 'html')).toBe(
      'Down.\n\nUp soon (https://acme.example).',
    )
  })
})

describe('a text for Statuspage’s clients', () => {
  test('parts paragraphs by breaks, on one line', () => {
    expect(textToInlineHtml('One\ntwo\n\nthree [here](https://acme.example)', 'markdown')).toBe(
      'One<br />two<br /><br />three <a href="https://acme.example" rel="nofollow noopener">here</a>',
    )
  })

  test('keeps the blocks of what is more than paragraphs, without breaks between them', () => {
    expect(textToInlineHtml('One\n\n- two\n- three\n\n```\nfour\nfive\n```', 'markdown')).toBe(
      '<p>One</p><ul><li>two</li><li>three</li></ul><pre><code>four\nfive\n</code></pre>',
    )
  })

  test('leaves ampersands that begin nothing as they are, and no others', () => {
    expect(textToInlineHtml('a & b', 'markdown')).toBe('a & b')
    expect(textToInlineHtml('chat & agent', 'html')).toBe('chat & agent')
    expect(textToInlineHtml('&lt;b&gt; &amp;amp; AT&T', 'html')).toBe('&lt;b&gt; &amp;amp; AT&amp;T')
  })

  test('leaves an imported page’s own HTML alone, but for what could do harm', () => {
    const written = 'Gone.<br /><br />See <a href="https://acme.example">this</a>.\nNow<script>alert(1)</script>'
    expect(textToInlineHtml(written, 'html')).toBe(
      'Gone.<br /><br />See <a href="https://acme.example" rel="nofollow noopener">this</a>.\nNow',
    )
  })

  test('is empty where nothing was written', () => {
    expect(textToInlineHtml(' \n', 'markdown')).toBe('')
    expect(textToInlineHtml('', 'html')).toBe('')
  })
})
