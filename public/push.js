// Subscribes this browser to pushed messages: on /subscribe/push, nowhere else
;(() => {
  const kept = 'candor-push'
  const manage = /^\/subscriptions\/manage\/([^/?]+)$/
  const parts = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-push]'))]
  const forms = [...document.querySelectorAll('form')]
  const form = forms.find(({ dataset }) => dataset.key)
  const stop = forms.find(({ dataset }) => dataset.stop !== undefined)
  if (!form || !stop) return

  const show = (/** @type {string} */ state) => {
    for (const part of parts) part.hidden = !part.dataset.push?.split(' ').includes(state)
  }
  const set = (/** @type {HTMLFormElement} */ of, /** @type {string} */ name, value = '') => {
    const field = of.elements.namedItem(name)
    if (field instanceof HTMLInputElement) field.value = value
  }
  const subscription = async () => (await navigator.serviceWorker.getRegistration('/'))?.pushManager.getSubscription()

  /** Whether the browser and the page both still know of it. */
  async function begin() {
    const path = localStorage.getItem(kept) ?? ''
    const token = manage.exec(path)?.[1]
    const isKnown = token && (await subscription()) && (await fetch(path)).status !== 404
    if (!isKnown) {
      localStorage.removeItem(kept)
      return show(Notification.permission === 'denied' ? 'denied' : 'form')
    }
    set(/** @type {HTMLFormElement} */ (stop), 'token', decodeURIComponent(token))
    const change = document.querySelector('a[data-change]')
    if (change) change.setAttribute('href', path)
    show(location.search ? 'subscribed form' : 'subscribed')
  }

  /** @param {HTMLFormElement} of */
  async function subscribe(of) {
    if ((await Notification.requestPermission()) !== 'granted') return show('denied')
    await navigator.serviceWorker.register('/push-worker.js')
    const { pushManager } = await navigator.serviceWorker.ready
    const asked = { userVisibleOnly: true, applicationServerKey: of.dataset.key ?? null }
    const given = await pushManager.subscribe(asked).catch(async () => {
      // Of another key, as after the page moved to another server: it can't be taken up again.
      await (await pushManager.getSubscription())?.unsubscribe()
      return pushManager.subscribe(asked)
    })
    const { endpoint, keys } = given.toJSON()
    set(of, 'endpoint', endpoint)
    set(of, 'p256dh', keys?.p256dh)
    set(of, 'auth', keys?.auth)
    set(of, 'timeZone', Intl.DateTimeFormat().resolvedOptions().timeZone)
    const body = new URLSearchParams(/** @type {any} */ (new FormData(of)))
    const { url } = await fetch(of.action, { method: 'POST', body })
    const { pathname } = new URL(url)
    if (manage.test(pathname)) localStorage.setItem(kept, pathname)
    location.assign(url)
  }

  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return show('unsupported')
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    show('form asking')
    subscribe(form).catch(() => show('form failed'))
  })
  stop.addEventListener('submit', (event) => {
    event.preventDefault()
    const end = async () => (await subscription())?.unsubscribe()
    localStorage.removeItem(kept)
    end().finally(() => stop.submit())
  })
  begin().catch(() => show('form'))
})()
