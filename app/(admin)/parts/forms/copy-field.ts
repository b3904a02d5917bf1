/** Copies a field's text. Without the permission, or over plain HTTP, it selects it, so that one key copies it. */
export async function copyField(area: HTMLTextAreaElement | null): Promise<boolean> {
  if (!area) return false
  if (!isSecureContext) return select(area)
  try {
    await navigator.clipboard.writeText(area.value)
    return true
  } catch (error) {
    if (error instanceof DOMException) return select(area)
    throw error
  }
}

function select(area: HTMLTextAreaElement): false {
  const folded = area.closest('details')
  if (folded) folded.open = true
  area.focus()
  area.select()
  return false
}
