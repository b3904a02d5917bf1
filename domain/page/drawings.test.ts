import { expect, test } from 'vitest'
import { drawingProblem } from './drawings.ts'

const open = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
const problemOf = (text: string) => drawingProblem(new TextEncoder().encode(text))

test.each([
  ['shapes', `${open}<g fill="#f00"><path d="M0 0h9z"/><circle r="1"/></g><title>Acme</title></svg>`],
  [
    'gradients and parts used again',
    `${open}<defs><linearGradient id="a"/></defs><use xlink:href="#a"/><path fill="url(#a)"/></svg>`,
  ],
  [
    'styles',
    `${open}<style>.a{fill:url('#a');stroke:#000}@media (prefers-color-scheme:dark){.a{fill:#fff}}</style></svg>`,
  ],
  ['an embedded picture', `${open}<image href="data:image/png;base64,iVBORw0KGgo="/></svg>`],
  [
    'what an editor writes',
    `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">${open}<metadata>x</metadata></svg>`,
  ],
])('%s are fine', (_, text) => {
  expect(problemOf(text)).toBeNull()
})

test.each([
  ['a script', `${open}<script>alert(1)</script></svg>`, /a script/],
  ['a script under a prefix', `<svg:svg xmlns:svg="http://www.w3.org/2000/svg"><svg:ScRiPt/></svg:svg>`, /a script/],
  ['a foreign object', `${open}<foreignObject/></svg>`, /foreign objects/],
  ['an event handler', `${open}<g><path onload="alert(1)"/></g></svg>`, /event handlers/],
  ['an event handler of the root', `${open.replace('viewBox', 'ONCLICK="a()" viewBox')}</svg>`, /event handlers/],
  ['a link', `${open}<a href="javascript:alert(1)"><path/></a></svg>`, /a link/],
  ['a picture from elsewhere', `${open}<image href="https://evil.example/a.png"/></svg>`, /outside of it/],
  ['a picture from this host', `${open}<image xlink:href="/admin"/></svg>`, /outside of it/],
  ['a drawing in the drawing', `${open}<image href="data:image/svg+xml;base64,AAAA"/></svg>`, /outside of it/],
  ['a reference that is spelled in entities', `${open}<use href="&#x68;ttps://evil.example"/></svg>`, /outside of it/],
  [
    'an animated link',
    `${open}<set attributeName="xlink:href" to="https://evil.example"/></svg>`,
    /animation of its links/,
  ],
  ['a fill from elsewhere', `${open}<path fill="url(https://evil.example/a.svg#b)"/></svg>`, /outside of it/],
  ['styles from elsewhere', `${open}<style>@import "https://evil.example/a.css";</style></svg>`, /styles that load/],
  ['styles in escapes', `${open}<style>@\\69mport "a.css";</style></svg>`, /styles that load/],
  ['a style attribute from elsewhere', `${open}<path style="fill:url(//evil.example)"/></svg>`, /outside of it/],
  [
    'a stylesheet instruction',
    `<?xml version="1.0"?><?xml-stylesheet href="a.css"?>${open}</svg>`,
    /loads a stylesheet/,
  ],
  ['entities', `<!DOCTYPE svg [<!ENTITY a "b">]>${open}&a;</svg>`, /declares entities/],
  ['parts of a web page', `${open}<g xmlns="http://www.w3.org/1999/xhtml"/></svg>`, /parts of a web page/],
  ['an element that is not closed', `${open}<g></svg>`, /broken at line 1/],
  ['another root', `<html><svg/></html>`, /no SVG/],
  ['another encoding', `<?xml version="1.0" encoding="utf-16"?>${open}</svg>`, /UTF-8/],
])('%s is refused', (_, text, message) => {
  expect(problemOf(text)).toMatch(message)
})

test('what is no text is refused', () => {
  expect(drawingProblem(new Uint8Array([0xff, 0xfe, 0x3c, 0x00]))).toMatch(/UTF-8/)
})
