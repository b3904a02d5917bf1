// Times and refresh
;(() => {
  const { zone } = /** @type {HTMLElement} */ (document.currentScript).dataset
  const news = document.createElement('p')
  let [etag, waitMs, sureAt, timer] = ['', 30e3, Date.now(), 0]

  const clock = (/** @type {string=} */ timeZone) =>
    Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit' })

  /** @param {Document} page */
  function localize(page) {
    const [my, its] = [clock(undefined), clock(zone)]
    for (const time of page.querySelectorAll('time')) {
      const at = new Date(time.dateTime)
      const [here, there] = [my.format(at), its.format(at)]
      if (here === there || time.dateTime.length < 11) continue
      time.title = `${here.slice(0, 3) === there.slice(0, 3) ? here.slice(-5) : here} your time`
      if (time.closest('[data-headline], [data-live], .timeline')) time.dataset.local = ` (${time.title})`
    }
  }

  /** @param {ChildNode} old @param {ChildNode} next */
  function sync(old, next) {
    if (old.isEqualNode(next)) return
    const [from, to] = [[...old.childNodes], [...next.childNodes]]
    if (!(old instanceof Element && next instanceof Element) || old.nodeName !== next.nodeName || !to[0])
      return old.replaceWith(next)
    for (const { name } of [...old.attributes]) if (name !== 'open') old.removeAttribute(name)
    for (const { name, value } of next.attributes) old.setAttribute(name, value)
    to.forEach((node, index) => (from[index] ? sync(from[index], node) : old.append(node)))
    for (const node of from.slice(to.length)) node.remove()
  }

  /** @param {string} html */
  function show(html) {
    const next = new DOMParser().parseFromString(html, 'text/html')
    const [main, fresh] = [document, next].map((page) => page.querySelector('main'))
    if (!main || !fresh) return
    localize(next)
    const update = [...fresh.querySelectorAll('[id^=update-]')].find(({ id }) => !document.getElementById(id))
    const [was, is] = [main, fresh].map((of) => of.querySelector('h1')?.textContent)
    document.title = next.title
    sync(main, fresh)
    const told = document
      .getElementById(update?.id ?? '')
      ?.closest('article')
      ?.innerText.slice(0, 200)
    if (told || was !== is) news.textContent = told || is || ''
  }

  function doubt() {
    if (document.querySelector('.unconfirmed')) return
    const headline = document.querySelector('[data-headline]')
    const told = document.createElement('section')
    told.className = 'unconfirmed'
    const title = document.createElement(headline ? 'h1' : 'b')
    title.textContent = document.title = news.textContent = 'We can’t confirm the current status'
    told.append(title, ` Last confirmed ${new Date(sureAt).toLocaleString()}. It may have changed since.`)
    if (headline) headline.replaceWith(told)
    else document.querySelector('main')?.prepend(told)
  }

  async function refresh() {
    let pauseMs = 0
    try {
      const answer = await fetch(location.href, { cache: 'no-store', headers: { 'If-None-Match': etag } })
      const { headers, ok } = answer
      pauseMs = Number(headers.get('Retry-After')) * 1e3 || 0
      if (ok) show(await answer.text())
      else if (answer.status !== 304) throw new Error()
      etag = headers.get('ETag') ?? ''
      waitMs = 30e3
      const asOf = Date.parse(document.querySelector('#as-of time')?.getAttribute('datetime') ?? '')
      const age = Date.parse(headers.get('Date') ?? '') - asOf
      sureAt = age > Number(document.documentElement.dataset.limit) * 1e3 ? asOf : Date.now()
    } catch {
      waitMs = Math.min(waitMs * 2, 3e5)
    }
    if (Date.now() - sureAt > 12e4) doubt()
    plan(Math.max(waitMs, pauseMs))
  }

  /** @param {number} ms */
  function plan(ms) {
    clearTimeout(timer)
    timer = window.setTimeout(() => void (document.hidden || refresh()), ms * (1 + Math.random() / 5))
  }

  news.role = 'status'
  news.className = 'sr-only'
  document.body.append(news)
  document.addEventListener('visibilitychange', () => plan(500))
  setTimeout(localize, 0, document)
  plan(1e4)
})()
