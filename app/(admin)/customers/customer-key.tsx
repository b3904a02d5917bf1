'use client'

import { useEffect, useState } from 'react'

const storageKey = 'candor-customer-key'

/**
 * The key `c` as a way to the field, with its switch: whoever speaks to their computer, or brushes keys,
 * turns it off (WCAG 2.2, 2.1.4). The access key stays either way.
 */
export function CustomerKey({ onPressed }: { onPressed: () => void }) {
  const [isOn, setIsOn] = useState<boolean | null>(null)
  useEffect(() => setIsOn(localStorage.getItem(storageKey) !== 'off'), [])
  useEffect(() => {
    if (!isOn) return
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'c' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      event.preventDefault()
      onPressed()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [isOn, onPressed])
  if (isOn === null) return null
  function turn(): void {
    localStorage.setItem(storageKey, isOn ? 'off' : 'on')
    setIsOn(!isOn)
  }
  return (
    <span className="flex flex-wrap items-center gap-x-2 text-note text-muted">
      {isOn ? (
        <span>
          Press <kbd className="rounded-mark border border-muted px-1.5 font-semibold">c</kbd> to come here,{' '}
          <kbd className="rounded-mark border border-muted px-1.5 font-semibold">Enter</kbd> to link.
        </span>
      ) : (
        <span>The key c is turned off.</span>
      )}
      <button type="button" onClick={turn} className="min-h-11 cursor-pointer underline">
        {isOn ? 'Turn the key off' : 'Turn it on'}
      </button>
    </span>
  )
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
}
