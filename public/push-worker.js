// Shows what the page pushes to this browser, and opens what is pressed
;(() => {
  const worker = /** @type {any} */ (self)

  worker.addEventListener('push', (/** @type {any} */ event) => {
    if (!event.data) return
    const { title, body, url, tag, time } = event.data.json()
    const shown = { body, tag, renotify: true, timestamp: time, data: { url } }
    event.waitUntil(worker.registration.showNotification(title, shown))
  })

  worker.addEventListener('notificationclick', (/** @type {any} */ event) => {
    event.notification.close()
    event.waitUntil(worker.clients.openWindow(event.notification.data.url))
  })
})()
