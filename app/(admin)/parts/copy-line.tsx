'use client'

import { useId, useRef, useState } from 'react'
import { buttonLook } from './forms/button.tsx'
import { copyField } from './forms/copy-field.ts'
import { useHasScripts } from './forms/has-scripts.ts'

/** A line to select, and with scripts to copy with one button. */
export function CopyLine({ label, text, rows = 3 }: { label: string; text: string; rows?: number }) {
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const [said, setSaid] = useState('')
  const hasScripts = useHasScripts()
  return (
    <>
      <label htmlFor={id} className="mt-3 block text-note text-muted">
        {label}
      </label>
      <div className="mt-1 flex flex-wrap items-start gap-3">
        <textarea
          ref={area}
          id={id}
          readOnly
          rows={rows}
          value={text}
          className="block min-w-0 flex-1 basis-64 rounded-control border border-line bg-page px-3 py-2.5 font-mono text-note text-text"
        />
        {hasScripts && (
          <button
            type="button"
            className={buttonLook.plain}
            aria-label={`Copy: ${label}`}
            onClick={() =>
              void copyField(area.current).then((isCopied) =>
                setSaid(isCopied ? 'Copied.' : 'The line is selected: press Ctrl+C or ⌘C to copy it.'),
              )
            }
          >
            Copy
          </button>
        )}
      </div>
      <p role="status" className="text-note">
        {said}
      </p>
    </>
  )
}
