import { Panel } from '../parts/panel.tsx'
import { textAt, type ApprovedText } from './copyable-text.ts'
import { CopyText } from './copy-text.tsx'

interface ApprovedTextPanelProps {
  text: ApprovedText | null
  isInternal: boolean
  now: number
}

/** What may be said of an incident right now, to be copied; of an internal one, that nothing may be said. */
export function ApprovedTextPanel({ text, isInternal, now }: ApprovedTextPanelProps) {
  return (
    <Panel title="What you may say">
      {text && <CopyText {...textAt(text, now)} />}
      {!text && (
        <p className="mt-2">
          {isInternal ? (
            <>
              <strong className="font-semibold">Nothing yet.</strong> This incident is internal: customers are not told
              of it. You can link those who ask, and tell them once it is public.
            </>
          ) : (
            'Nothing is published of it.'
          )}
        </p>
      )}
    </Panel>
  )
}
