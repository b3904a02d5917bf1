// A banner on your own pages while something is wrong: <script src="https://status.example.com/embed.js" defer></script>
;(() => {
  const { src, dataset } = /** @type {HTMLScriptElement} */ (document.currentScript)
  const home = new URL(src).origin
  /** Each state's tint and ink, in light and in dark, and its shape. @type {Record<string, string[]>} */
  const looks = {
    degraded_performance: ['#fdf3dc', '#8f5f00', '#2b220c', '#e3b341', 'M3 3h14v14H3zM6.5 10h7'],
    partial_outage: ['#fdeee4', '#b1440e', '#2e1b0e', '#f28b45', 'M10 2.5 18 17H2zM10 8v3.8m0 2.5v.1'],
    major_outage: [
      '#fdeaea',
      '#b80d18',
      '#331417',
      '#ff7b7b',
      'M6.6 2h6.8L18 6.6v6.8L13.4 18H6.6L2 13.4V6.6zM7.3 7.3l5.4 5.4m0-5.4-5.4 5.4',
    ],
    under_maintenance: [
      '#e8f1fc',
      '#1f5fae',
      '#11223a',
      '#78b4ff',
      'M3 15l6-6a4 4 0 0 1 5-6l-2 3 2 2 3-2a4 4 0 0 1-6 5l-6 6z',
    ],
    no_data: ['#eff0f3', '#646b78', '#1d222c', '#8b93a1', 'M4.5 10h11'],
  }
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  // Sheets that a script makes need no place in the page's policy, and the shadow keeps them in.
  const sheet = new CSSStyleSheet()
  root.adoptedStyleSheets = [sheet]
  const key = 'candor-closed'

  /** @param {string} state @param {string} text @param {string} url */
  function show(state, text, url) {
    if (host.title === text) return
    const [tint, ink, darkTint, darkInk, shape] = looks[state] ?? looks.no_data ?? []
    sheet.replaceSync(
      `:host{all:initial;display:block}p{display:flex;gap:10px;align-items:center;margin:0;padding:4px 16px;font:500 15px system-ui;background:${tint};color:#14171f}svg{flex:none;width:20px;fill:none;stroke:${ink};stroke-width:2}a,button{color:inherit;font:inherit;padding:12px 0}button{margin-left:auto;background:none;border:0;text-decoration:underline}@media(prefers-color-scheme:dark){p{background:${darkTint};color:#e9ebf0}svg{stroke:${darkInk}}}`,
    )
    root.innerHTML = `<p role="status"><svg viewBox="0 0 20 20" aria-hidden="true"><path d="${shape}"/></svg><a></a><button>Close</button></p>`
    const [link, button] = /** @type {any} */ (root.querySelectorAll('a,button'))
    host.title = link.textContent = text
    link.href = url
    button.onclick = () => {
      sessionStorage.setItem(key, text)
      host.remove()
    }
    if (sessionStorage.getItem(key) !== text) document.body[dataset.position === 'bottom' ? 'append' : 'prepend'](host)
  }

  async function look() {
    // What can't be asked can't be told: the last words stay.
    const told = await fetch(`${home}/api/candor/now.json`)
      .then((answer) => answer.json())
      .catch(() => ({}))
    if (told.state === 'operational') {
      host.title = ''
      host.remove()
    } else if (told.state) show(told.state, told.text, told.url)
    setTimeout(look, 6e4)
  }
  void look()
})()
